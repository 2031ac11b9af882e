import type { CompareLine, Comparison } from '../../api/types.js';
import type { Point } from '../../charts/spark-path.js';
import { unitText } from '../../i18n/formats.js';
import type { Locale } from '../../i18n/locale.js';
import type { City } from '../../shell/city.js';

/** A line of a comparison with its name, and its place among all, which gives it its colour. */
export interface NamedLine {
  readonly key: string;
  readonly name: string;
  readonly place: number;
  readonly line: CompareLine;
  readonly points: readonly Point[];
  /** As people write it. */
  readonly unit: string;
}

/** The lines of a comparison by name; the area is named where there are several. */
export function namedLines(comparison: Comparison, locale: Locale, city: City): readonly NamedLine[] {
  const areas = new Set(comparison.items.map((line) => line.area));
  return comparison.items.map((line, place) => {
    const area = city.areas.find((one) => one.code === line.area);
    const of = areas.size > 1 ? ` · ${area ? locale.areaShort(area) : line.area}` : '';
    return {
      key: `${line.id}|${line.area}|${line.reportingSet}`,
      name: `${locale.lang === 'vi' ? line.nameVi : line.nameEn}${of}`,
      place,
      line,
      points: pointsOf(line, comparison),
      unit: unitText(line.unit === 'base = 100' ? '1' : line.unit, locale.lang),
    };
  });
}

/** A KPI's period without enough data stays as a gap; a series' period without a value is no point at all. */
function pointsOf(line: CompareLine, { axis }: Comparison): readonly Point[] {
  return axis.flatMap(({ from }, i) => {
    const point = line.points[i];
    if (!point || (point.value === null && point.quality !== 'insufficient')) return [];
    return [
      {
        t: Date.parse(from),
        value: point.value,
        completeness: point.completeness ?? 1,
        partial: point.quality === 'partial',
      },
    ];
  });
}

/** Lines by their unit, in the order of their first line: values of one unit share an axis. */
export function byUnit(lines: readonly NamedLine[]): readonly (readonly NamedLine[])[] {
  const groups = new Map<string, NamedLine[]>();
  for (const one of lines) {
    const group = groups.get(one.line.unit);
    if (group) group.push(one);
    else groups.set(one.line.unit, [one]);
  }
  return [...groups.values()];
}
