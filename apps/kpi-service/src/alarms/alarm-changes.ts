import { alarmText, type Episode, reconcile, type RuleVersion } from '@app/alarms';
import { formatLocal } from '@app/kpi';
import type { AlarmFacts, AlarmStanding, AlarmUpdate, NewAlarm, StoredAlarm } from '@app/registry';
import type { ObjectPlace } from './rules/alarm-objects.js';

type ObjectType = AlarmFacts['objectType'];

/** One object of a rule: what is kept of it, and what its episodes are now. */
export interface ObjectOutcome {
  readonly type: ObjectType;
  readonly id: string;
  readonly place: ObjectPlace;
  readonly kept: readonly StoredAlarm[];
  readonly episodes: readonly Episode[];
}

/** What becomes of the alarms of one object. */
export interface ObjectChanges {
  readonly fresh: readonly NewAlarm[];
  readonly updates: readonly AlarmUpdate[];
}

/** A rule with the unit of its values. */
export interface RuleWithUnit {
  readonly version: RuleVersion;
  readonly unit: string;
}

/** The alarms to be made and changed so that they say what the episodes are. Pure. */
export function changesOf(given: RuleWithUnit, outcome: ObjectOutcome): ObjectChanges {
  const { kept, fresh } = reconcile(outcome.kept, outcome.episodes);
  return {
    fresh: fresh.map((episode) => {
      const facts = factsOf(given, outcome, episode, null);
      return { ...facts, ...standingOf(facts, null) };
    }),
    updates: kept.flatMap(({ alarm, episode }) => updateOf(given, outcome, alarm, episode) ?? []),
  };
}

function updateOf(
  given: RuleWithUnit,
  outcome: ObjectOutcome,
  alarm: StoredAlarm,
  episode: Episode | null,
): AlarmUpdate | null {
  const { id, revision } = alarm;
  if (episode === null) {
    const at = alarm.openedAt;
    const resolution = alarm.resolution === 'person' ? 'person' : 'withdrawn';
    const gone = { ...alarm, endedAt: at, resolvedAt: at, state: 'resolved', resolution } as const;
    return { ...gone, id, revision, step: 'withdrawn', note: 'late data: the condition did not hold' };
  }
  const facts = factsOf(given, outcome, episode, alarm);
  const standing = standingOf(facts, alarm);
  if (isSame(alarm, facts, standing)) return null;
  return { ...facts, ...standing, id, revision, ...stepOf(alarm, facts, standing) };
}

/** What has happened, for the history; a value that moves on is nothing to be told. */
function stepOf(
  before: StoredAlarm,
  facts: AlarmFacts,
  standing: AlarmStanding,
): Pick<AlarmUpdate, 'step' | 'note'> {
  const wasOpen = before.resolvedAt === null;
  const isOpen = standing.resolvedAt === null;
  const end = facts.endedAt === null ? null : formatLocal(facts.endedAt);
  if (wasOpen && !isOpen) return { step: 'resolved', note: end };
  if (!wasOpen && isOpen) return { step: 'reopened', note: 'late data: the condition went on' };
  if (before.openedAt !== facts.openedAt)
    return {
      step: 'revised',
      note: `opened ${formatLocal(before.openedAt)} → ${formatLocal(facts.openedAt)}`,
    };
  if (!isOpen && before.endedAt !== null && before.endedAt !== facts.endedAt)
    return { step: 'revised', note: `ended ${formatLocal(before.endedAt)} → ${end ?? '–'}` };
  return { step: null, note: null };
}

/** What a person has resolved stays so; else an alarm is open until its condition has ended. */
function standingOf({ endedAt }: AlarmFacts, before: StoredAlarm | null): AlarmStanding {
  if (before?.resolution === 'person') {
    const { state, resolvedAt, resolution } = before;
    return { state, resolvedAt, resolution };
  }
  if (endedAt !== null) return { state: 'resolved', resolvedAt: endedAt, resolution: 'cleared' };
  return {
    state: before?.state === 'acknowledged' ? 'acknowledged' : 'open',
    resolvedAt: null,
    resolution: null,
  };
}

function factsOf(
  { version, unit }: RuleWithUnit,
  { type, id, place }: ObjectOutcome,
  episode: Episode,
  before: StoredAlarm | null,
): AlarmFacts {
  const { rule } = version;
  const { openedAt, observedAt, endedAt } = episode;
  const value = episode.value ?? before?.value ?? null;
  const limit = episode.limit ?? before?.limit ?? null;
  const heldMs = (endedAt ?? observedAt) - openedAt + rule.for * 60_000;
  const text = (language: 'vi' | 'en'): string =>
    alarmText(
      rule.text[language],
      {
        object: language === 'vi' ? place.nameVi : place.nameEn,
        rule: rule.names[language],
        value,
        limit,
        unit,
        minutes: rule.kind === 'silence' ? (value ?? 0) / 60 : heldMs / 60_000,
      },
      language,
    );
  return {
    rule: rule.id,
    ruleVersion: version.version,
    kind: rule.kind,
    severity: rule.severity,
    objectType: type,
    objectId: id,
    area: place.area,
    station: place.station,
    device: place.device,
    kpi: rule.kind === 'kpi' ? rule.kpi : null,
    measure: 'measure' in rule ? rule.measure : null,
    period: rule.kind === 'kpi' ? rule.period : null,
    value,
    limit,
    unit,
    openedAt,
    observedAt,
    endedAt,
    textVi: text('vi'),
    textEn: text('en'),
  };
}

function isSame(before: StoredAlarm, facts: AlarmFacts, standing: AlarmStanding): boolean {
  return (
    before.openedAt === facts.openedAt &&
    before.endedAt === facts.endedAt &&
    before.observedAt === facts.observedAt &&
    before.value === facts.value &&
    before.limit === facts.limit &&
    before.severity === facts.severity &&
    before.state === standing.state &&
    before.resolution === standing.resolution
  );
}
