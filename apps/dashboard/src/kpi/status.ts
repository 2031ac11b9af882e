import type { Band, Definition, Direction, KpiItem, Target } from '../api/types.js';

/** How a value stands to its targets; `some`: the least is reached, the goal is not. */
export type Standing = 'met' | 'some' | 'missed' | 'none';

/** Part of a KPI's id after the dot, or null. */
export function memberOf(kpi: string): string | null {
  const dot = kpi.indexOf('.');
  return dot < 0 ? null : kpi.slice(dot + 1);
}

/** Id of the KPI or family that a member belongs to. */
export function familyOf(kpi: string): string {
  return kpi.split('.')[0] ?? kpi;
}

/** Targets for a KPI, area and local date (YYYY-MM-DD). */
export function targetsFor(
  definition: Definition,
  kpi: string,
  area: string,
  date: string,
): readonly Target[] {
  const member = memberOf(kpi);
  return definition.targets.filter(
    (target) =>
      (target.member === undefined || target.member === member) &&
      (target.area === undefined || target.area === area) &&
      (target.year === undefined || String(target.year) === date.slice(0, 4)) &&
      (target.validFrom === undefined || target.validFrom <= date) &&
      (target.validTo === undefined || date < target.validTo),
  );
}

/** Whether a value reaches a target. */
export function reaches(value: number, target: Target): boolean {
  const lo = target.lo ?? -Infinity;
  const hi = target.hi ?? Infinity;
  switch (target.comparator) {
    case 'le':
      return value <= hi;
    case 'lt':
      return value < hi;
    case 'ge':
      return value >= lo;
    case 'gt':
      return value > lo;
    case 'between':
      return value >= lo && value <= hi;
  }
}

/** Standing of an item: `none` without a value, a target or enough data. */
export function standingOf(item: KpiItem | undefined, targets: readonly Target[]): Standing {
  if (!item || item.value === null || item.quality === 'insufficient' || targets.length === 0) return 'none';
  const { value } = item;
  const reached = targets.filter((target) => reaches(value, target)).length;
  if (reached === targets.length) return 'met';
  return reached > 0 ? 'some' : 'missed';
}

/** Number at which a target begins, for lines and legends: of several, the most demanding. */
export function targetMark(targets: readonly Target[]): number | null {
  const ends = targets.flatMap((target) => {
    if (target.comparator === 'le' || target.comparator === 'lt') return [{ down: true, at: target.hi }];
    return [{ down: false, at: target.lo }];
  });
  const numbers = ends.flatMap((end) => (end.at === undefined ? [] : [end.at]));
  if (numbers.length === 0) return null;
  return ends[0]?.down === true ? Math.min(...numbers) : Math.max(...numbers);
}

/** Decimals, direction and unit of a KPI or member. */
export function traitsOf(
  definition: Definition | undefined,
  kpi: string,
): { precision: number; direction: Direction; unit: string } {
  const member = definition?.members.find((one) => one.id === memberOf(kpi));
  return {
    precision: member?.precision ?? definition?.precision ?? 1,
    direction: member?.direction ?? definition?.direction ?? 'context',
    unit: member?.unit ?? definition?.unit ?? '',
  };
}

/** Bands whose official colours are kept: those of VN_AQI alone [QĐ 1459]. */
export function officialBands(definition: Definition | undefined): readonly Band[] {
  return definition && (definition.id === 'ENV-01' || definition.id === 'ENV-02') ? definition.bands : [];
}
