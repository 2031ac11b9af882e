/** What city-api answers; mirrors libs/contracts and the schemas of its controllers. */
export type Period = '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
type Quality = 'ok' | 'partial' | 'insufficient';
type Finality = 'provisional' | 'final' | 'signed';
export type DeviceState = 'live' | 'late' | 'silent' | 'never';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface KpiItem {
  readonly kpi: string;
  readonly area: string;
  readonly place: string | null;
  readonly period: Period;
  readonly from: string;
  readonly to: string;
  readonly value: number | null;
  readonly unit: string;
  readonly num: number | null;
  readonly den: number | null;
  readonly quality: Quality;
  readonly finality: Finality;
  readonly completeness: number;
  readonly sources: { readonly reporting: number; readonly expected: number };
  readonly definition: number;
  readonly reportingSet: string;
  readonly registryRevision: number;
  readonly revision: number;
  readonly reason: string | null;
  readonly caveats?: readonly (
    'spot_speed' | 'interval_speed' | 'unofficial' | 'median' | 'monitored_roads'
  )[];
  readonly computedAt: string;
}

export type Direction = 'up' | 'down' | 'context' | 'band';

export interface Names {
  readonly vi: string;
  readonly en: string;
}

export interface Target {
  readonly member?: string;
  readonly area?: string;
  readonly year?: number;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly lo?: number;
  readonly hi?: number;
  readonly comparator: 'le' | 'lt' | 'ge' | 'gt' | 'between';
  readonly sourceDoc: string;
  readonly sourceQuote?: string;
}

export interface Band {
  readonly upTo: number | null;
  readonly names: Names;
  readonly colour: string;
}

export interface Definition {
  readonly id: string;
  readonly version: number;
  readonly names: Names;
  readonly unit: string;
  readonly domain: string;
  readonly family: string | null;
  readonly formula: string;
  readonly members: readonly {
    readonly id: string;
    readonly names: Names;
    readonly unit: string;
    readonly precision?: number;
    readonly direction?: Direction;
  }[];
  readonly periods: readonly Period[];
  readonly direction: Direction;
  readonly minCompleteness: { readonly ok: number; readonly partial: number };
  readonly precision: number;
  readonly targets: readonly Target[];
  readonly bands: readonly Band[];
  readonly status: 'computed' | 'planned';
  readonly source: string;
  readonly references: readonly string[];
  readonly note?: Names;
  readonly validFrom: string;
}

export type Ring = readonly (readonly [number, number])[];

export interface Area {
  readonly code: string;
  readonly reportingSet: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly level: 'province' | 'district' | 'commune';
  readonly parent: string | null;
  readonly areaKm2: number | null;
  readonly stations: number;
  readonly outline?: {
    readonly type: 'MultiPolygon';
    readonly coordinates: readonly (readonly Ring[])[];
  } | null;
}

export interface ReportingSet {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly noteVi: string;
  readonly noteEn: string;
  readonly status: 'active' | 'listed';
}

export interface Station {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly lat: number;
  readonly lon: number;
  readonly area: string | null;
  readonly devices: readonly string[];
  readonly virtual: boolean;
}

export interface Device {
  readonly id: string;
  readonly station: string;
  readonly profile: string;
  readonly family: string;
  readonly cadence: number;
  readonly active: boolean;
  readonly state: DeviceState;
  readonly lastSeen: string | null;
  readonly virtual: boolean;
}

export interface DeviceItem {
  readonly device: string;
  readonly station: string;
  readonly state: DeviceState;
  readonly lastSeen: string | null;
  readonly cadence: number;
}

export interface LedgerItem {
  readonly device: string;
  readonly hour: string;
  readonly received: number;
  readonly stored: number;
  readonly corrected: number;
  readonly duplicate: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly inFlight: number;
}

export interface Rejected {
  readonly at: string;
  readonly device: string;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  readonly bytes: string;
  readonly index: number | null;
  readonly position: string;
  readonly replayedAt: string | null;
}

export interface SeriesItem {
  readonly t: string;
  readonly value: number | null;
  readonly n: number;
  readonly completeness: number;
  readonly lane?: string;
}

export interface IndicatorValue {
  readonly area: string;
  readonly reportingSet: string;
  readonly period: string;
  readonly from: string;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly status: string;
  readonly revision: number;
  readonly confidence: string | null;
  readonly source: string | null;
  readonly publishedAt: string | null;
  readonly note: string | null;
}

export interface Indicator {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly periods: readonly string[];
  readonly direction: string;
  readonly publisher: string;
  readonly source: string;
  readonly values: readonly IndicatorValue[];
}

/** One alarm of a rule and object. */
export interface Alarm {
  readonly id: string;
  readonly rule: string;
  readonly kind: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly object: { readonly type: 'device' | 'station' | 'area'; readonly id: string };
  readonly area: string | null;
  readonly station: string | null;
  readonly device: string | null;
  readonly kpi: string | null;
  readonly measure: string | null;
  readonly period: Period | null;
  readonly state: 'open' | 'acknowledged' | 'resolved';
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly openedAt: string;
  readonly observedAt: string;
  readonly resolvedAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly assignee: string | null;
  readonly parent: string | null;
  readonly children: number;
  readonly textVi: string;
  readonly textEn: string;
  readonly revision: number;
  readonly updatedAt: string;
}

/** A value of a comparison's line. */
export interface ComparePoint {
  readonly value: number | null;
  readonly given: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly quality: string | null;
  readonly finality: string | null;
  readonly completeness: number | null;
  readonly revision: number | null;
}

export interface CompareLine {
  readonly kind: 'kpi' | 'indicator';
  readonly id: string;
  readonly area: string;
  readonly reportingSet: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly givenUnit: string;
  readonly aggregatedFrom: string | null;
  readonly points: readonly ComparePoint[];
}

interface Coefficient {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

interface CompareEnd {
  readonly id: string;
  readonly area: string;
  readonly reportingSet: string;
}

export interface Correlation {
  readonly a: CompareEnd;
  readonly b: CompareEnd;
  readonly lag: number;
  readonly n: number;
  readonly pearson: Coefficient | null;
  readonly spearman: Coefficient | null;
  readonly refused: string | null;
}

export interface Comparison {
  readonly period: Period;
  readonly view: 'values' | 'index' | 'yoy';
  readonly base: string | null;
  readonly axis: readonly { readonly from: string; readonly to: string }[];
  readonly items: readonly CompareLine[];
  readonly correlations: readonly Correlation[];
  readonly boundaries: readonly {
    readonly reportingSet: string;
    readonly nameVi: string;
    readonly noteVi: string;
    readonly areas: readonly string[];
  }[];
  readonly notes: readonly string[];
}

interface LineageReadings {
  readonly device: string;
  readonly lanes: readonly number[];
  readonly windows: string;
  readonly points: string;
  readonly measures: readonly string[];
  readonly log: {
    readonly topic: string;
    readonly partition: number;
    readonly from: number;
    readonly to: number;
    readonly exact: boolean;
    readonly kept: boolean;
  } | null;
}

export interface LineageStation {
  readonly station: string;
  readonly name: string;
  readonly area: string | null;
  readonly components: Readonly<Record<string, number>>;
  readonly devices: readonly LineageReadings[];
}

/** The way back from a value to the readings. */
export interface Lineage {
  readonly item: KpiItem | null;
  readonly recomputed: number | null;
  readonly definition: {
    readonly id: string;
    readonly version: number;
    readonly formula: string;
    readonly method: string | null;
    readonly source: string;
  };
  readonly inputs: readonly {
    readonly role: string;
    readonly component: string;
    readonly count: number;
    readonly sum: number;
  }[];
  readonly stations: readonly LineageStation[];
  readonly exclusions: readonly {
    readonly id: number;
    readonly device: string;
    readonly from: string;
    readonly to: string;
    readonly kind: string;
    readonly reason: string;
    readonly by: string;
  }[];
  readonly revisions: readonly {
    readonly revision: number;
    readonly reason: string | null;
    readonly value: number | null;
    readonly at: string;
  }[];
  readonly csv: string;
}

/** How a KPI stands to one of its targets. */
export interface Score {
  readonly kpi: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly area: string;
  readonly period: Period;
  readonly from: string;
  readonly value: number | null;
  readonly unit: string;
  readonly quality: Quality | null;
  readonly completeness: number | null;
  readonly target: {
    readonly id: string;
    readonly year: number | null;
    readonly comparator: Target['comparator'];
    readonly lo: number | null;
    readonly hi: number | null;
    readonly sourceDoc: string;
  };
  readonly due: boolean;
  readonly status: 'reached' | 'exceeded' | 'missed' | 'open' | 'no_data';
  readonly distance: number | null;
  readonly trend: {
    readonly until: number;
    readonly years: number;
    readonly perYear: number | null;
    readonly growthPerYear: number | null;
  } | null;
  readonly reason: string | null;
}
