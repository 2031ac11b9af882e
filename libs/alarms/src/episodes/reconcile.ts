import type { Episode } from '../machine/sample.js';

/** An alarm that is kept, as far as it says when it was open. */
export interface KeptEpisode {
  readonly openedAt: number;
  readonly endedAt: number | null;
  readonly resolution: 'cleared' | 'person' | 'withdrawn' | 'rule' | null;
}

/** What is to become of kept alarms: of each pair the episode that it is now, or null: there was none. */
export interface Reconciled<K> {
  readonly kept: readonly { readonly alarm: K; readonly episode: Episode | null }[];
  /** Episodes that no kept alarm stands for. */
  readonly fresh: readonly Episode[];
}

/**
 * Matches the kept alarms of one rule and object with its episodes as they are now: those that touch in time belong together,
 * the earliest first. An episode that a withdrawn alarm once stood for takes it up again where it begins at the same time.
 */
export function reconcile<K extends KeptEpisode>(
  kept: readonly K[],
  episodes: readonly Episode[],
): Reconciled<K> {
  const free = new Set(episodes);
  const ordered = kept.toSorted((a, b) => a.openedAt - b.openedAt);
  const matched = new Map<K, Episode | null>();
  const standing = ordered.filter((alarm) => alarm.resolution !== 'withdrawn');
  for (const alarm of standing) {
    const found = [...free].find((episode) => touches(alarm, episode)) ?? null;
    if (found !== null) free.delete(found);
    matched.set(alarm, found);
  }
  for (const alarm of ordered) {
    if (alarm.resolution !== 'withdrawn') continue;
    const found = [...free].find((episode) => episode.openedAt === alarm.openedAt);
    if (found === undefined) continue;
    free.delete(found);
    matched.set(alarm, found);
  }
  return {
    kept: [...matched].map(([alarm, episode]) => ({ alarm, episode })),
    fresh: [...free],
  };
}

function touches(alarm: KeptEpisode, episode: Episode): boolean {
  return alarm.openedAt <= (episode.endedAt ?? Infinity) && episode.openedAt <= (alarm.endedAt ?? Infinity);
}
