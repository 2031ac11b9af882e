import { useSyncExternalStore } from 'react';
import { adminKey, onAdminKey } from './admin-key.js';

/** What this person may do. The only place that knows: ask here before offering a control. */
export interface Rights {
  readonly signedIn: boolean;
  /** Register, correct, import, acknowledge: everything that changes something. */
  readonly mayChange: boolean;
}

const GUEST: Rights = { signedIn: false, mayChange: false };
const ADMINISTRATOR: Rights = { signedIn: true, mayChange: true };

export function useRights(): Rights {
  return useSyncExternalStore(onAdminKey, adminKey) === null ? GUEST : ADMINISTRATOR;
}

const asked = new Set<() => void>();

/** Opens the sign-in window, e.g. when the server wants the administrator's key. */
export function askToSignIn(): void {
  for (const listener of asked) listener();
}

export function onAskToSignIn(listener: () => void): () => void {
  asked.add(listener);
  return () => asked.delete(listener);
}
