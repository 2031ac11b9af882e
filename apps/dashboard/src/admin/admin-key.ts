const KEPT = 'nhippho.adminKey';
const listeners = new Set<() => void>();

/** The administrator's key of this browser tab, or null. It is forgotten when the tab is closed. */
export function adminKey(): string | null {
  return sessionStorage.getItem(KEPT);
}

/** Keeps the key for this tab, or forgets it. */
export function keepAdminKey(key: string | null): void {
  if (key === null) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, key);
  for (const listener of listeners) listener();
}

export function onAdminKey(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
