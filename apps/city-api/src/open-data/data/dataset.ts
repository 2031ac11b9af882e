import type { Period } from '@app/contracts';
import type { KpiDefinition } from '@app/kpi';
import type { Indicator } from '@app/registry';
import { formulaVi, methodSourceVi } from '../../reports/model/methods-vi.js';
import { unitVi } from '../../reports/model/words.js';
import type { Names } from './columns.js';
import type { FileSpan } from './spans.js';
import { countsOfKpi, countsOfSeries } from './suppression.js';

/** A KPI with its members, or a socio-economic series, as it is published. */
export interface Dataset {
  /** `MOB-04` or `se.grdp.growth`; its files lie under it. */
  readonly id: string;
  readonly kind: 'kpi' | 'series';
  readonly names: Names;
  readonly unit: Names;
  /** Field of the city; `series` of socio-economic series. */
  readonly domain: string;
  readonly periods: readonly Period[];
  /** The formula, or how the publisher describes the series. */
  readonly method: Names;
  readonly source: Names;
  readonly references: readonly string[];
  readonly note: Names | null;
  readonly members: readonly { readonly id: string; readonly names: Names; readonly unit: Names }[];
  /** Columns with counts that are hidden where they are small. */
  readonly counts: readonly string[];
  /** Completeness from which quality is `ok` and `partial`; null for series. */
  readonly minCompleteness: KpiDefinition['minCompleteness'] | null;
  /** Whether stations of the virtual city are among its sources. */
  readonly simulated: boolean;
  /** Finished months and years that there are files of, the newest first. */
  readonly files: readonly FileSpan[];
}

/** Unit as it is written in either language. */
export function unitNames(unit: string): Names {
  if (unit === '1') return { vi: '', en: '' };
  return { vi: unitVi(unit), en: unit.replace('ug/', 'µg/').replace('m3', 'm³').replace('km2', 'km²') };
}

/** What a KPI's dataset is made with. */
interface KpiFacts {
  readonly series: readonly Indicator[];
  /** Families that virtual stations measure. */
  readonly simulated: ReadonlySet<string>;
  readonly files: readonly FileSpan[];
}

/** A KPI as a dataset. */
export function kpiDataset(definition: KpiDefinition, { series, simulated, files }: KpiFacts): Dataset {
  const { id, version, formula, source } = definition;
  return {
    id,
    kind: 'kpi',
    names: definition.names,
    unit: unitNames(definition.unit),
    domain: definition.domain,
    periods: definition.periods,
    method: { vi: formulaVi(id, version, formula), en: formula },
    source: { vi: methodSourceVi(source), en: source },
    references: definition.references,
    note: definition.note ?? null,
    members: definition.members.map((member) => ({
      id: `${id}.${member.id}`,
      names: member.names,
      unit: unitNames(member.unit),
    })),
    counts: countsOfKpi(definition, series),
    minCompleteness: definition.minCompleteness,
    simulated: isSimulated(definition, simulated),
    files,
  };
}

/** A socio-economic series as a dataset with these files. */
export function seriesDataset(series: Indicator, files: readonly FileSpan[]): Dataset {
  const { note, publisher, nameVi, nameEn } = series;
  return {
    id: series.id,
    kind: 'series',
    names: { vi: nameVi, en: nameEn },
    unit: unitNames(series.unit),
    domain: 'series',
    periods: series.periods,
    method: { vi: `Như đã công bố bởi ${publisher}`, en: `As published by ${publisher}` },
    source: { vi: publisher, en: publisher },
    references: [],
    note: note === undefined ? null : { vi: note, en: note },
    members: [],
    counts: countsOfSeries(series),
    minCompleteness: null,
    simulated: false,
    files,
  };
}

/** Crossed indicators and those of the data itself rest on any family. */
function isSimulated({ family, domain }: KpiDefinition, families: ReadonlySet<string>): boolean {
  if (family !== null && family !== 'data' && family !== 'indicators') return families.has(family);
  return domain !== 'socio-economic' && families.size > 0;
}
