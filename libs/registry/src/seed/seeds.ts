import type { AlarmRule } from '@app/alarms';
import type { KpiDefinition, Limit, PcuTable } from '@app/kpi';
import type { Area, NewAreaFact, Profile, ReportingSet, StationFact } from '../model.js';
import type { NoiseLimit, Target } from './catalogue.schema.js';
import type { Framework, FrameworkIndicator } from './frameworks.schema.js';
import type { Indicator, IndicatorValue } from './indicators.schema.js';
import type { Plan } from './plan.schema.js';

export interface SeedSet extends Omit<ReportingSet, 'origin'> {
  /** End (epoch ms) of the set's use for reporting, which may lie after its areas' legal end; null: open. */
  readonly activeTo: number | null;
}

interface SeedPopulation {
  /** Null where the source doesn't say of which year. */
  readonly year: number | null;
  readonly value: number;
  readonly status: 'estimate' | 'preliminary' | 'official' | 'reference';
  readonly note: string;
}

export interface SeedArea extends Area {
  /** When the unit ended in law (epoch ms); `validTo` is when its reporting set stops using it. */
  readonly legalTo: number | null;
  readonly population: readonly SeedPopulation[];
  readonly noteVi: string | null;
  readonly noteEn: string | null;
}

/** An area that (partly) became another one. `share` is null while nobody knows it; it is never guessed. */
export interface SeedSuccessor {
  readonly fromSet: string;
  readonly from: string;
  readonly toSet: string;
  readonly to: string;
  readonly share: number | null;
  readonly note: string;
}

export interface SeedStation {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly lat: number;
  readonly lon: number;
  readonly facts: readonly StationFact[];
  readonly areaOverride: Readonly<Record<string, string>> | null;
  readonly virtual: boolean;
}

export interface SeedDevice {
  readonly id: string;
  readonly station: string;
  readonly profile: string;
  /** Its own codec, or null for its profile's. */
  readonly codec: string | null;
  readonly cadenceS: number;
  readonly lanes: readonly number[];
  readonly direction: string;
  /** Epoch ms, or null: from its import. */
  readonly activeFrom: number | null;
  readonly gateway: string | null;
  readonly virtual: boolean;
}

/** Everything that a city starts with, checked. Times are epoch milliseconds unless a field says local date. */
export interface Seeds {
  readonly sets: readonly SeedSet[];
  readonly areas: readonly SeedArea[];
  readonly successors: readonly SeedSuccessor[];
  readonly areaFacts: readonly NewAreaFact[];
  /** `measures.yaml` as it stands; the measure catalogue's own library checks it. */
  readonly measures: unknown;
  readonly profiles: readonly Profile[];
  readonly stations: readonly SeedStation[];
  readonly devices: readonly SeedDevice[];
  /** Definitions with their targets joined from `targets`. */
  readonly kpis: readonly KpiDefinition[];
  readonly targets: readonly Target[];
  readonly pcu: readonly PcuTable[];
  readonly limits: readonly Limit[];
  readonly noiseLimits: readonly NoiseLimit[];
  readonly indicators: readonly Indicator[];
  readonly indicatorValues: readonly IndicatorValue[];
  readonly plan: Plan;
  readonly alarmRules: readonly AlarmRule[];
  readonly frameworks: readonly Framework[];
  readonly frameworkIndicators: readonly FrameworkIndicator[];
}
