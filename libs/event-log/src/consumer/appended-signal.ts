/** Wakes those who wait for a partition to grow: no polling, no delay. */
export class AppendedSignal {
  private readonly waiting = new Map<string, Set<() => void>>();

  /** Wakes everybody who waits on `name`. */
  notify(name: string): void {
    const waiters = this.waiting.get(name);
    if (!waiters) return;
    this.waiting.delete(name);
    for (const wake of waiters) wake();
  }

  /** Resolves at the next `notify(name)` or when the signal aborts. */
  wait(name: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiters = this.waiting.get(name) ?? new Set();
      const wake = () => {
        signal.removeEventListener('abort', wake);
        waiters.delete(wake);
        resolve();
      };
      waiters.add(wake);
      this.waiting.set(name, waiters);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
