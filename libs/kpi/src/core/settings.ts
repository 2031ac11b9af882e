import type { KpiDefinition } from '../definition.schema.js';

/** Local clock times [from, to) in minutes since midnight; `to` below `from` runs past midnight. */
export interface ClockSpan {
  readonly from: number;
  readonly to: number;
}

/** Clock times on some weekdays (1 = Monday … 7). */
export interface WeeklySpans {
  readonly weekdays: readonly number[];
  readonly spans: readonly ClockSpan[];
}

/** What definitions' `parameters` set, with the catalogue's values where they say nothing (usable). */
export interface MethodSettings {
  /** [KPI MOB-05, MOB-06, MOB-07] Peaks. [P: kpi.md §3.4] */
  readonly peaks: WeeklySpans;
  /** [KPI MOB-08] Congested: below this share of the free-flow speed, at these times. [FHWA UCR] */
  readonly congestion: WeeklySpans & { readonly speedRatio: number };
  /** [KPI MOB-10] LOS E–F: at or below this share of the free-flow speed. [HCM] */
  readonly losSpeedRatio: number;
  /** [KPI ENV-08] Hours of day, evening and night. [kpi.md §2.5] */
  readonly den: { readonly day: ClockSpan; readonly evening: ClockSpan; readonly night: ClockSpan };
  /** [KPI ENV-09] More rain a day than this, mm; a temperature of at least this, °C. [kpi.md §2.6] */
  readonly heavyRainMm: number;
  readonly hotCel: number;
}

const WORKDAYS = [1, 2, 3, 4, 5];
const clock = (from: number, to: number): ClockSpan => ({ from: from * 60, to: to * 60 });

const DEFAULTS: MethodSettings = {
  peaks: { weekdays: WORKDAYS, spans: [clock(6.5, 8.5), clock(16.5, 18.5)] },
  congestion: { weekdays: WORKDAYS, spans: [clock(6, 22)], speedRatio: 0.9 },
  losSpeedRatio: 0.4,
  den: { day: clock(6, 18), evening: clock(18, 22), night: clock(22, 6) },
  heavyRainMm: 50,
  hotCel: 35,
};

/** True at a minute of the local day that the span covers. */
export function coversMinute({ from, to }: ClockSpan, minute: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** KPIs whose definitions set something. */
export const SETTING_KPIS = ['MOB-05', 'MOB-08', 'MOB-10', 'ENV-08', 'ENV-09'] as const;

/** Settings from the definitions given, one of each KPI. */
export function settingsOf(definitions: readonly Pick<KpiDefinition, 'id' | 'parameters'>[]): MethodSettings {
  const of = (id: string): Readonly<Record<string, unknown>> =>
    definitions.find((row) => row.id === id)?.parameters ?? {};
  const [peaks, congestion, den, days] = ['MOB-05', 'MOB-08', 'ENV-08', 'ENV-09'].map(of);
  const spans = Array.isArray(peaks?.['peaks']) ? peaks['peaks'].flatMap((peak) => spanOf(peak) ?? []) : [];
  const busy = spanOf([congestion?.['from'], congestion?.['to']]);
  return {
    peaks: {
      weekdays: weekdaysOf(peaks?.['weekdays']) ?? DEFAULTS.peaks.weekdays,
      spans: spans.length > 0 ? spans : DEFAULTS.peaks.spans,
    },
    congestion: {
      weekdays: weekdaysOf(congestion?.['weekdays']) ?? DEFAULTS.congestion.weekdays,
      spans: busy === null ? DEFAULTS.congestion.spans : [busy],
      speedRatio: numberOf(congestion?.['threshold']) ?? DEFAULTS.congestion.speedRatio,
    },
    losSpeedRatio: numberOf(of('MOB-10')['speedRatio']) ?? DEFAULTS.losSpeedRatio,
    den: {
      day: spanOf(den?.['day']) ?? DEFAULTS.den.day,
      evening: spanOf(den?.['evening']) ?? DEFAULTS.den.evening,
      night: spanOf(den?.['night']) ?? DEFAULTS.den.night,
    },
    heavyRainMm: numberOf(days?.['rainMm']) ?? DEFAULTS.heavyRainMm,
    hotCel: numberOf(days?.['hotCel']) ?? DEFAULTS.hotCel,
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function weekdaysOf(value: unknown): number[] | null {
  return Array.isArray(value) ? value.filter((day): day is number => typeof day === 'number') : null;
}

function minutes(text: unknown): number | null {
  const match = typeof text === 'string' ? /^(\d{1,2}):(\d{2})$/.exec(text) : null;
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** `['06:30', '08:30']` or `{ from: '06:30', to: '08:30' }`. */
function spanOf(value: unknown): ClockSpan | null {
  const { 0: first, 1: second, from: named, to: end } = (value ?? {}) as Record<string, unknown>;
  const [from, to] = [minutes(named ?? first), minutes(end ?? second)];
  return from === null || to === null ? null : { from, to };
}
