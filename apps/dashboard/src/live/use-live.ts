import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { LiveStore } from './store.js';

export const LiveContext = createContext<LiveStore>(new LiveStore());

/** The live store; the component draws again when it changed. */
export function useLive(): LiveStore {
  const store = useContext(LiveContext);
  useSyncExternalStore(store.subscribe, store.getVersion);
  return store;
}

/** The live store's version, for memoising what is worked out of it. */
export function useLiveVersion(): number {
  const store = useContext(LiveContext);
  return useSyncExternalStore(store.subscribe, store.getVersion);
}

/** Epoch ms, again every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
