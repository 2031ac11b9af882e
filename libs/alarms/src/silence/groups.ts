import type { Episode } from '../machine/sample.js';

/** Devices that may fall silent together. */
export interface DeviceGroup {
  readonly type: 'station' | 'gateway' | 'area';
  readonly id: string;
  readonly devices: readonly string[];
}

/** An alarm's object and one of its episodes. */
export interface ObjectEpisode {
  readonly type: 'device' | 'station' | 'gateway' | 'area';
  readonly id: string;
  readonly episode: Episode;
}

/** Of equal groups the one that says most stands for them. */
const RANK: Readonly<Record<ObjectEpisode['type'], number>> = { area: 0, gateway: 1, station: 2, device: 3 };

/**
 * Episodes in which all devices of a group (two at least) are silent: from the last one's opening to the first one's end.
 * `of`: episodes of a device, ascending, apart from each other. A device without any is not silent.
 */
export function groupEpisodes(
  group: DeviceGroup,
  of: (device: string) => readonly Episode[],
): ObjectEpisode[] {
  if (group.devices.length < 2) return [];
  let common: Episode[] | null = null;
  for (const device of group.devices) {
    const own = of(device);
    if (own.length === 0) return [];
    common = common === null ? [...own] : overlaps(common, own);
    if (common.length === 0) return [];
  }
  return (common ?? []).map((episode) => ({ type: group.type, id: group.id, episode }));
}

function overlaps(a: readonly Episode[], b: readonly Episode[]): Episode[] {
  return a.flatMap((one) =>
    b.flatMap((other): Episode[] => {
      const openedAt = Math.max(one.openedAt, other.openedAt);
      const endedAt = Math.min(one.endedAt ?? Infinity, other.endedAt ?? Infinity);
      if (openedAt >= endedAt) return [];
      // The one that has been silent for the shortest time says for how long all of them have.
      const shown = (one.value ?? Infinity) <= (other.value ?? Infinity) ? one : other;
      return [{ ...shown, openedAt, endedAt: endedAt === Infinity ? null : endedAt }];
    }),
  );
}

/**
 * The root of each episode: the largest group that is silent at the same time and holds the object; null where there is
 * none. Roots themselves have none.
 */
export function rootsOf(
  episodes: readonly ObjectEpisode[],
  groups: readonly DeviceGroup[],
): Map<ObjectEpisode, ObjectEpisode | null> {
  const members = new Map(groups.map((group) => [`${group.type}|${group.id}`, new Set(group.devices)]));
  const sizeOf = (one: ObjectEpisode): number => members.get(`${one.type}|${one.id}`)?.size ?? 1;
  const ranked = episodes
    .filter((one) => one.type !== 'device')
    .toSorted((a, b) => sizeOf(b) - sizeOf(a) || RANK[a.type] - RANK[b.type] || (a.id < b.id ? -1 : 1));
  return new Map(
    episodes.map((one) => {
      const own = one.type === 'device' ? [one.id] : [...(members.get(`${one.type}|${one.id}`) ?? [])];
      const place = ranked.indexOf(one);
      const above = place < 0 ? ranked : ranked.slice(0, place);
      const root = above.find((candidate) => {
        const held = members.get(`${candidate.type}|${candidate.id}`);
        return held !== undefined && own.every((id) => held.has(id)) && touch(candidate.episode, one.episode);
      });
      return [one, root ?? null];
    }),
  );
}

function touch(a: Episode, b: Episode): boolean {
  return a.openedAt < (b.endedAt ?? Infinity) && b.openedAt < (a.endedAt ?? Infinity);
}
