import { Injectable } from '@nestjs/common';
import {
  type AlarmRule,
  type Episode,
  episodesOf,
  type DeviceGroup,
  groupEpisodes,
  type ObjectEpisode,
  type RuleVersion,
  SLOT_MS,
  silenceSamples,
  silentAfterMs,
} from '@app/alarms';
import type { KpiDevice } from '@app/kpi';
import { TimeSeries } from '@app/time-series';
import { Slices } from '../../evaluation/slices.js';
import { AlarmObjects } from '../rules/alarm-objects.js';
import { durationsOf, type EvaluatedSpan } from './rule-episodes.js';

type SilenceRule = Extract<AlarmRule, { kind: 'silence' }>;
type Watched = KpiDevice & { readonly family: string };

/** Devices that report less often are looked back for by themselves: the others need no such long past. */
const OFTEN_S = 900;

/** Episodes of silence of devices and of the groups that are silent together. */
export interface Silences {
  readonly episodes: readonly ObjectEpisode[];
  readonly groups: readonly DeviceGroup[];
}

/** Silent devices from the stored windows: two queries a family. */
@Injectable()
export class SilenceSource {
  constructor(
    private readonly series: TimeSeries,
    private readonly objects: AlarmObjects,
  ) {}

  /** `openOf`: the episode of a device or a group that was open at `since`. */
  async silences(
    version: RuleVersion,
    rule: SilenceRule,
    { since, until }: EvaluatedSpan,
    openOf: (type: ObjectEpisode['type'], id: string) => Episode | null,
  ): Promise<Silences> {
    const devices = this.objects.devices(rule.scope, until);
    const durations = durationsOf(version);
    const lead = Math.max(durations.forMs, durations.clearMs);
    const byDevice = new Map<string, readonly Episode[]>();
    const known: Watched[] = [];
    const slices = new Slices();
    for (const group of readings(devices)) {
      const longest = Math.max(...group.map(({ cadenceS }) => silentAfterMs(cadenceS, rule.cadences)));
      const lookFrom = since - lead - longest - 2 * SLOT_MS;
      const heard = await this.heard(group, lookFrom, until);
      for (const device of group) {
        const slots = heard.get(device.id) ?? new Set<number>();
        const span = { from: since - lead, lookFrom, now: until };
        const samples = silenceSamples(device, slots, span, rule.cadences);
        const episodes = episodesOf(samples, since, openOf('device', device.id), durations);
        byDevice.set(device.id, episodes);
        if (slots.size > 0 || episodes.length > 0) known.push(device);
        await slices.breathe();
      }
    }
    const groups = this.objects.groups(rule.roots, known, until);
    const own = [...byDevice].flatMap(([id, episodes]) =>
      episodes.map((episode): ObjectEpisode => ({ type: 'device', id, episode })),
    );
    const roots = groups.flatMap((group) =>
      continued(
        groupEpisodes(group, (id) => byDevice.get(id) ?? []),
        { group, since, open: openOf(group.type, group.id) },
      ),
    );
    return { episodes: [...own, ...roots], groups };
  }

  /** Starts of the slots in which each device was heard. */
  private async heard(
    devices: readonly Watched[],
    from: number,
    to: number,
  ): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
    const rows = await this.series.read({
      bucket: 'windows',
      measurement: devices[0]?.family ?? '',
      where: { device: devices.map(({ id }) => id) },
      from,
      to,
      fields: ['readings'],
    });
    const found = new Map<string, Set<number>>();
    for (let row = 0; row < rows.length; row++) {
      if (!((rows.fields['readings']?.[row] ?? 0) > 0)) continue;
      const id = rows.tags['device']?.[row] ?? '';
      const slots = found.get(id) ?? new Set<number>();
      slots.add(rows.times[row] ?? 0);
      found.set(id, slots);
    }
    return found;
  }
}

/** A group's silence that was open at `since` goes on as the same one, or ended there: some device of it had spoken by then. */
function continued(
  found: readonly ObjectEpisode[],
  given: { readonly group: DeviceGroup; readonly since: number; readonly open: Episode | null },
): readonly ObjectEpisode[] {
  const { group, since, open } = given;
  if (open === null) return found;
  const same = found.find(({ episode }) => episode.openedAt <= since);
  const { openedAt } = open;
  if (same !== undefined)
    return found.map((one) => (one === same ? { ...one, episode: { ...one.episode, openedAt } } : one));
  const ended = { ...open, endedAt: Math.max(since, openedAt) };
  return [{ type: group.type, id: group.id, episode: ended }, ...found];
}

/** Devices by family, those that report seldom apart. */
function readings(devices: readonly Watched[]): Watched[][] {
  const groups = new Map<string, Watched[]>();
  for (const device of devices) {
    const key = `${device.family}|${device.cadenceS <= OFTEN_S}`;
    groups.set(key, [...(groups.get(key) ?? []), device]);
  }
  return [...groups.values()];
}
