import { useEffect, useRef, useState } from 'react';

/** A document under way: the last good data stays while a later try fails. */
export interface Resource<T> {
  readonly data: T | null;
  /** When `data` came (epoch ms), or null. */
  readonly at: number | null;
  readonly error: string | null;
  /** Since when tries have been failing (epoch ms). */
  readonly failingSince: number | null;
}

const EMPTY = { data: null, at: null, error: null, failingSince: null } as const;
const RETRY_MS = 4000;

/** Loads when `key` changes (null: not at all), again every `everyMs`, and again soon after a failure. */
export function useResource<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  everyMs?: number,
): Resource<T> {
  const [state, setState] = useState<{ key: string | null; resource: Resource<T> }>({ key, resource: EMPTY });
  const loader = useRef(load);
  loader.current = load;
  useEffect(() => {
    if (key === null) return undefined;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async (): Promise<void> => {
      let wait = everyMs;
      try {
        const data = await loader.current(abort.signal);
        setState({ key, resource: { data, at: Date.now(), error: null, failingSince: null } });
      } catch (error) {
        if (abort.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        wait = RETRY_MS;
        setState((before) => {
          const kept = before.key === key ? before.resource : EMPTY;
          return {
            key,
            resource: { ...kept, error: message, failingSince: kept.failingSince ?? Date.now() },
          };
        });
      }
      if (wait !== undefined && !abort.signal.aborted) timer = setTimeout(() => void run(), wait);
    };
    void run();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, everyMs]);
  return state.key === key ? state.resource : EMPTY;
}

/** While what was there is read again, under another key, it stays. */
export function useKept<T>(resource: Resource<T>): Resource<T> {
  const kept = useRef(resource);
  if (resource.data !== null || kept.current.data === null) kept.current = resource;
  return kept.current;
}
