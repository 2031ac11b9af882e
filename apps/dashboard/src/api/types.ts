import type { ItemOf, Schemas } from '@app/api-client';

/** What city-api answers, by the names that the page uses; all of it comes from the OpenAPI document. */
export type KpiItem = Schemas['KpiItem'];
export type Period = KpiItem['period'];
export type Definition = Schemas['KpiDefinition'];
export type Direction = Definition['direction'];
export type Names = Definition['names'];
export type Target = Definition['targets'][number];
export type Band = Definition['bands'][number];

export type Area = Schemas['Area'];
/** Positions of a closed line: longitude, latitude. */
export type Ring = readonly (readonly number[])[];
export type ReportingSet = ItemOf<'/api/v1/reporting-sets'>;
export type Station = Schemas['Station'];
export type Device = ItemOf<'/api/v1/devices'>;
export type DeviceState = Device['state'];

/** Feed event `device`. */
export type DeviceItem = Pick<Device, 'station' | 'state' | 'lastSeen' | 'cadence'> & {
  readonly device: string;
};

export type LedgerItem = ItemOf<'/api/v1/ledger'>;
export type Rejected = ItemOf<'/api/v1/rejected'>;
export type SeriesItem = ItemOf<'/api/v1/series'>;
export type Indicator = ItemOf<'/api/v1/indicators'>;
export type IndicatorValue = Indicator['values'][number];

export type Comparison = Schemas['Comparison'];
export type CompareLine = Comparison['items'][number];
export type ComparePoint = CompareLine['points'][number];
export type Correlation = Comparison['correlations'][number];

export type Lineage = Schemas['Lineage'];
export type LineageStation = Lineage['stations'][number];
export type Score = Schemas['Score'];

/** One alarm of a rule and object. */
export type Alarm = Schemas['AlarmItem'];

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
