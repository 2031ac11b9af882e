import { Injectable } from '@nestjs/common';
import {
  type AlarmRule,
  type DeviceGroup,
  type Episode,
  episodesOf,
  measureLookbackMs,
  type ObjectEpisode,
  rootsOf,
  type RuleVersion,
  silentAfterMs,
} from '@app/alarms';
import { HOUR_MS } from '@app/kpi';
import { type AlarmChanges, AlarmEpisodeRepository, type EpisodeKey, type StoredAlarm } from '@app/registry';
import { changesOf } from './alarm-changes.js';
import { AlarmMetrics } from './alarm-metrics.js';
import { AlarmNotices } from './notices/alarm-notices.js';
import { AlarmObjects } from './rules/alarm-objects.js';
import { AlarmRules } from './rules/alarm-rules.js';
import { AlarmSources } from './sources/alarm-sources.js';
import { kpiReachMs } from './sources/kpi-source.js';
import { durationsOf, type EvaluatedSpan, objectKey, openAt } from './sources/rule-episodes.js';

/** Readings of the slots that end by an hour's start may still come: of devices with a cadence up to an hour. */
const SETTLING_MS = HOUR_MS + 10 * 60_000;
const DAY_MS = 24 * HOUR_MS;

type Changes = { readonly [K in keyof AlarmChanges]: AlarmChanges[K][number][] };

/** From the first to the last dirty hour, by their starts; those between them may be dirty or not. */
export interface DirtyHours {
  readonly first: number;
  readonly last: number;
}

/** Episodes of a rule as they are now, and the groups that root alarms are about. */
interface Found {
  readonly episodes: readonly ObjectEpisode[];
  readonly groups: readonly DeviceGroup[];
  readonly watched: ReadonlySet<string>;
}

/**
 * Works out the alarms of a scope from the stored windows and KPI values: what is dirty from an hour on is looked at again
 * until the alarms open at the end are those that were. The same observations give the same alarms, in whatever order, by
 * whichever instance and however often they came.
 */
@Injectable()
export class AlarmEvaluator {
  constructor(
    private readonly rules: AlarmRules,
    private readonly objects: AlarmObjects,
    private readonly sources: AlarmSources,
    private readonly episodes: AlarmEpisodeRepository,
    private readonly notices: AlarmNotices,
    private readonly metrics: AlarmMetrics,
  ) {}

  /**
   * Looks at what is dirty, all of it at once. False when another evaluation of the scope was quicker: it must be done
   * again.
   */
  async evaluate(scope: string, dirty: DirtyHours, now: number): Promise<boolean> {
    const version = await this.episodes.version(scope);
    const changes: Changes = { fresh: [], updates: [], parents: [] };
    for (const rule of this.rules.of(scope)) await this.addRule(changes, rule, dirty, now);
    const stored = await this.episodes.apply(scope, version, changes, (alarm, step) =>
      this.notices.of(alarm, step, now),
    );
    const moved = changes.fresh.length + changes.updates.length;
    this.metrics.evaluations.inc({
      scope,
      result: stored ? (moved > 0 ? 'changed' : 'unchanged') : 'overtaken',
    });
    if (stored) this.metrics.count(changes.fresh, changes.updates);
    return stored;
  }

  private async addRule(
    changes: Changes,
    version: RuleVersion,
    { first, last }: DirtyHours,
    now: number,
  ): Promise<void> {
    const { rule, validFrom } = version;
    const since = Math.max(first - SETTLING_MS, validFrom);
    if (since >= now) return;
    const kept = await this.episodes.touching([rule.id], since);
    let until = Math.min(now, last + HOUR_MS + reachMs(rule, last));
    for (;;) {
      const found = await this.found(version, kept, { since, until }, now);
      const episodes = found.episodes.map((one) => rejoined(one, kept, until, now));
      if (until >= now || isSettled(found.episodes, kept, until)) {
        this.put(changes, version, { ...found, episodes }, kept, until);
        return;
      }
      until = Math.min(now, until + Math.max(DAY_MS, until - since));
    }
  }

  private async found(
    version: RuleVersion,
    kept: readonly StoredAlarm[],
    span: EvaluatedSpan,
    now: number,
  ): Promise<Found> {
    const { rule } = version;
    const openOf = (type: string, id: string): Episode | null =>
      openAt(
        kept.filter((alarm) => alarm.objectType === type && alarm.objectId === id),
        span.since,
      );
    if (rule.kind === 'silence') {
      const silences = await this.sources.silence.silences(version, rule, span, openOf);
      const watched = [
        ...silences.groups,
        ...this.objects.devices(rule.scope, now).map(({ id }) => ({ type: 'device', id })),
      ];
      return { ...silences, watched: new Set(watched.map(({ type, id }) => objectKey(type, id))) };
    }
    const sampled = await this.sources.samples(rule, span, now);
    const episodes = sampled.flatMap(({ type, id, samples }) =>
      episodesOf(samples, span.since, openOf(type, id), durationsOf(version)).map(
        (episode): ObjectEpisode => ({ type, id, episode }),
      ),
    );
    return { episodes, groups: [], watched: new Set(sampled.map(({ type, id }) => objectKey(type, id))) };
  }

  private put(
    changes: Changes,
    version: RuleVersion,
    { episodes, groups, watched }: Found,
    kept: readonly StoredAlarm[],
    until: number,
  ): void {
    const { rule } = version;
    const given = { version, unit: this.sources.unitOf(rule) };
    const byObject = new Map<string, { type: ObjectEpisode['type']; id: string; episodes: Episode[] }>();
    const objectOf = (type: ObjectEpisode['type'], id: string) => {
      const key = objectKey(type, id);
      const known = byObject.get(key) ?? { type, id, episodes: [] };
      byObject.set(key, known);
      return known;
    };
    for (const { type, id, episode } of episodes) objectOf(type, id).episodes.push(episode);
    for (const alarm of kept) objectOf(alarm.objectType, alarm.objectId);
    for (const { type, id, episodes: own } of byObject.values()) {
      const before = kept.filter(
        (alarm) => alarm.objectType === type && alarm.objectId === id && alarm.openedAt <= until,
      );
      const isGone = type === 'device' || type === 'station' ? !watched.has(objectKey(type, id)) : false;
      const now = isGone ? own.concat(ended(before, until)) : own;
      const place = this.objects.place(type, id, until);
      const { fresh, updates } = changesOf(given, { type, id, place, kept: before, episodes: now });
      changes.fresh.push(...fresh);
      changes.updates.push(...updates);
    }
    if (rule.kind === 'silence') changes.parents.push(...parentsOf(rule.id, episodes, groups));
  }
}

/** How far beyond an hour its data bears on a rule's alarms, ms. */
function reachMs(rule: AlarmRule, hour: number): number {
  if (rule.kind === 'kpi') return kpiReachMs(rule, hour);
  if (rule.kind !== 'silence') return measureLookbackMs(rule);
  return Math.max(rule.for, rule.clearFor) * 60_000 + silentAfterMs(900, rule.cadences);
}

/** True when at `until` just those alarms are open that were kept as open then: what follows stays as it is. */
function isSettled(episodes: readonly ObjectEpisode[], kept: readonly StoredAlarm[], until: number): boolean {
  const now = new Set(
    episodes.flatMap(({ type, id, episode }) => (episode.endedAt === null ? [objectKey(type, id)] : [])),
  );
  const before = new Set(
    kept.flatMap((alarm) => (isOpenAt(alarm, until) ? [objectKey(alarm.objectType, alarm.objectId)] : [])),
  );
  return now.size === before.size && [...now].every((key) => before.has(key));
}

function isOpenAt({ openedAt, endedAt, resolution }: StoredAlarm, at: number): boolean {
  return resolution !== 'withdrawn' && openedAt <= at && (endedAt === null || endedAt > at);
}

/** An episode that goes on beyond what was looked at, with the end that is known of it. */
function rejoined(
  one: ObjectEpisode,
  kept: readonly StoredAlarm[],
  until: number,
  now: number,
): ObjectEpisode {
  if (until >= now || one.episode.endedAt !== null) return one;
  const rest = kept.find(
    (alarm) => alarm.objectType === one.type && alarm.objectId === one.id && isOpenAt(alarm, until),
  );
  if (rest === undefined) return one;
  const { endedAt, observedAt, value, limit } = rest;
  return { ...one, episode: { ...one.episode, endedAt, observedAt, value, limit } };
}

/** Alarms of what a rule no longer watches end. */
function ended(kept: readonly StoredAlarm[], at: number): Episode[] {
  return kept.flatMap(({ openedAt, endedAt, observedAt, value, limit, resolution }) =>
    resolution === 'withdrawn' ? [] : [{ openedAt, endedAt: endedAt ?? at, observedAt, value, limit }],
  );
}

function parentsOf(
  rule: string,
  episodes: readonly ObjectEpisode[],
  groups: readonly DeviceGroup[],
): AlarmChanges['parents'][number][] {
  const key = ({ type, id, episode }: ObjectEpisode): EpisodeKey => ({
    rule,
    objectType: type,
    objectId: id,
    openedAt: episode.openedAt,
  });
  return [...rootsOf(episodes, groups)].map(([child, parent]) => ({
    child: key(child),
    parent: parent === null ? null : key(parent),
  }));
}
