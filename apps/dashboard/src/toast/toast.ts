/** A short message that goes by itself; a failure stays until it is closed. */
export interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'bad';
  readonly text: string;
}

const GOOD_MS = 5000;
const MOST = 4;
const listeners = new Set<() => void>();
let shown: readonly Toast[] = [];
let last = 0;

function show(next: readonly Toast[]): void {
  shown = next.slice(-MOST);
  for (const listener of listeners) listener();
}

/** Tells the person what became of what they did. */
export function toast(tone: Toast['tone'], text: string): void {
  const id = ++last;
  show([...shown, { id, tone, text }]);
  if (tone === 'good') setTimeout(() => closeToast(id), GOOD_MS);
}

export function closeToast(id: number): void {
  show(shown.filter((one) => one.id !== id));
}

export const toasts = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: (): readonly Toast[] => shown,
};
