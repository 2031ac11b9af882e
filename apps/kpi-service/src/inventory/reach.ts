import { DAY_MS, type KpiDefinition, membersOf, parseInstant, periodsBetween, periodStart } from '@app/kpi';
import type { InventorySnapshot, WorkKey } from '@app/registry';

type Level = WorkKey['level'];

/** Hours that reach further back than this are a recalculation, not a change. */
export const REACH_MS = 35 * DAY_MS;
/** As far back days and longer periods are evaluated anew after a change of areas or definitions. */
const LONG_REACH_MS = 3 * 366 * DAY_MS;
const LEVELS: readonly Level[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];

/** Cells of a domain that a change bears on from `since` on: their sums stay, so that none marks the next. */
export interface Reach {
  readonly domain: string;
  readonly since: number;
  readonly levels: readonly Level[];
}

/** Starts of the periods of a reach, level by level. */
export function periodsOf({ since, levels }: Reach, now: number): { level: Level; from: number }[] {
  return levels.flatMap((level) => {
    const earliest = now - (level === 'hour' ? REACH_MS : LONG_REACH_MS);
    const first = periodStart(level, Math.max(since, earliest));
    return periodsBetween(level, first, now + 1).map((from) => ({ level, from }));
  });
}

/** All levels of the domains given, not before any of their devices was in service. */
export function everyLevel(snapshot: InventorySnapshot, domains: readonly string[], since: number): Reach[] {
  if (since === Infinity) return [];
  return domains.map((domain) => ({
    domain,
    since: Math.max(since, firstService(snapshot, domain)),
    levels: LEVELS,
  }));
}

function firstService({ devices }: InventorySnapshot, domain: string): number {
  let first = Infinity;
  for (const { family, active } of devices.values()) {
    if (domain !== 'data' && family !== domain) continue;
    for (const { from } of active) first = Math.min(first, from);
  }
  return first;
}

/** Earliest moment from which stations lie in other areas of the sets that are reported in; Infinity: never. */
export function redrawnSince(before: InventorySnapshot, after: InventorySnapshot): number {
  const texts = (snapshot: InventorySnapshot): Map<string, number> => {
    const active = new Set(snapshot.sets.filter((set) => set.status === 'active').map((set) => set.id));
    return new Map(
      snapshot.areas
        .filter((area) => active.has(area.set))
        .map((area) => [JSON.stringify(area), area.validFrom]),
    );
  };
  const [old, young] = [texts(before), texts(after)];
  const only = (a: Map<string, number>, b: Map<string, number>): number[] =>
    [...a].flatMap(([text, from]) => (b.has(text) ? [] : [from]));
  return Math.min(Infinity, ...only(old, young), ...only(young, old));
}

/** What definitions that are new, or not what they were, bear on. */
export function redefined(
  before: readonly KpiDefinition[],
  after: readonly KpiDefinition[],
  snapshot: InventorySnapshot,
): Reach[] {
  const known = new Map(before.map((one) => [`${one.id}/${one.version}`, whatCounts(one)]));
  return after.flatMap((one) => {
    if (one.status !== 'computed' || known.get(`${one.id}/${one.version}`) === whatCounts(one)) return [];
    const domain = membersOf(one.id)[0]?.domain ?? one.family;
    if (domain === null) return [];
    const since = Math.max(parseInstant(one.validFrom) ?? 0, firstService(snapshot, domain));
    const served: readonly string[] = one.periods;
    // What parameters set is in the sums of hours and days.
    const isSet = parametersBefore(one, before, after) !== JSON.stringify(one.parameters);
    const levels = LEVELS.filter((level) => {
      if (isSet && (level === 'hour' || level === 'day')) return true;
      return level === 'hour'
        ? served.some((p) => p === 'hour' || p.endsWith('min'))
        : served.includes(level);
    });
    return [{ domain, since, levels }];
  });
}

/** Parameters of a version as it was; of a new one those of the version before it, of a new KPI none. */
function parametersBefore(
  { id, version }: KpiDefinition,
  before: readonly KpiDefinition[],
  after: readonly KpiDefinition[],
): string {
  const same = before.find((one) => one.id === id && one.version === version);
  const earlier = after
    .filter((one) => one.id === id && one.version < version)
    .toSorted((a, b) => b.version - a.version)[0];
  return JSON.stringify((same ?? earlier)?.parameters ?? {});
}

function whatCounts({
  status,
  expression,
  members,
  periods,
  minCompleteness,
  parameters,
  validFrom,
  validTo,
}: KpiDefinition): string {
  const formulas = members.map((member) => [member.id, member.expression]);
  return JSON.stringify([
    status,
    expression,
    formulas,
    periods,
    minCompleteness,
    parameters,
    validFrom,
    validTo,
  ]);
}
