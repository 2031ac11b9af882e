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
  readonly caveats?: readonly ('spot_speed' | 'interval_speed' | 'unofficial' | 'median')[];
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
