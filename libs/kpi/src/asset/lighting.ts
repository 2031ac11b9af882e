import { WINDOW_MS } from '@app/contracts';
import { addBasis, EXPECTED, tally } from '../core/basis.js';
import { componentIndex, type Domain, type MemberMethod } from '../core/method.js';
import { type ClockSpan, coversMinute } from '../core/settings.js';
import { factAt } from '../core/station.js';
import type { StationHour } from '../core/windows.js';
import { MINUTE_MS, timeOfDay } from '../time/civil.js';
import { METER_FIELDS, metered } from './meters.js';

const LIGHTING = componentIndex([
  'on_h',
  'observed_h',
  's_valid',
  's_expected',
  's_readings',
  /** Energy of the cabinets whose lit length is registered, and that length, km, times the readings expected. */
  'kwh',
  'lit_km_e',
  'resets',
  /** Lamps under remote management, times the readings expected. */
  'managed_e',
] as const);
const at = LIGHTING.at;

/** Street lights burn from 18:00 to 06:00 unless the station's `schedule` fact says otherwise. [P] */
const DEFAULT_SCHEDULE: ClockSpan = { from: 18 * 60, to: 6 * 60 };

function minutes(text: unknown): number | null {
  const match = typeof text === 'string' ? /^(\d{1,2}):(\d{2})$/.exec(text) : null;
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** Fact `schedule`: `{ on: '18:00', off: '06:00' }`, local; may run over midnight. */
function scheduleOf(value: unknown): ClockSpan {
  if (typeof value !== 'object' || value === null) return DEFAULT_SCHEDULE;
  const { on, off, from, to } = value as Record<string, unknown>;
  const start = minutes(on ?? from);
  const end = minutes(off ?? to);
  return start === null || end === null ? DEFAULT_SCHEDULE : { from: start, to: end };
}

function scheduled(hour: StationHour, window: number): boolean {
  const moment = hour.from + window * WINDOW_MS;
  return coversMinute(scheduleOf(factAt(hour.station, 'schedule', moment)), timeOfDay(moment) / MINUTE_MS);
}

/** Fact `lamps`: `{ total, managed, led, litKm? }`. */
function addLamps(vector: Float64Array, hour: StationHour, first: number, last: number): void {
  const { managed, litKm } = (factAt(hour.station, 'lamps', hour.from) ?? {}) as Record<string, unknown>;
  const expected = vector[EXPECTED] ?? 0;
  if (typeof managed === 'number') vector[at.managed_e] = managed * expected;
  const hasMeter = hour.series.some(({ device }) => device.measures === null || device.measures.has('kwh'));
  if (typeof litKm !== 'number' || !hasMeter) return;
  const { kwh, resets } = metered(hour, first, last);
  vector[at.kwh] = kwh;
  vector[at.resets] = resets;
  vector[at.lit_km_e] = litKm * expected;
}

/**
 * [KPI NRG-02] Lamp-hours on and observed inside the schedule. Off, fault and unreachable are observations that
 * count against availability; silence is missing data. [KPI NRG-01, NRG-03] Energy, lit length and managed lamps.
 */
export const lightingDomain: Domain = {
  id: 'lighting',
  components: LIGHTING.names,
  fields: ['readings', 'tms', 'state_s0', 'state_s1', 'state_s2', 'state_s3', ...METER_FIELDS],
  lookbackHours: 0,
  subHour: [],
  compute(hour, first, last) {
    const vector = new Float64Array(LIGHTING.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    const states = [0, 1, 2, 3].map((s) => hour.field(`state_s${s}`));
    const add = (index: number, value: number): void => {
      vector[index] = (vector[index] ?? 0) + value;
    };
    addLamps(vector, hour, first, last);
    for (const series of hour.series) {
      const { valid, expected, readings } = tally(hour, series, first, last, (w) => scheduled(hour, w));
      add(at.s_valid, valid);
      add(at.s_expected, expected);
      add(at.s_readings, readings);
      for (let w = first; w < last; w++) {
        const row = series.rows[w] ?? -1;
        if (row < 0 || !scheduled(hour, w)) continue;
        add(at.on_h, hour.value(states[1], row) / 3600);
        for (const state of states) add(at.observed_h, hour.value(state, row) / 3600);
      }
    }
    return vector;
  },
};

export const lightingMembers: readonly MemberMethod[] = [
  {
    kpi: 'NRG-01',
    family: 'NRG-01',
    domain: 'lighting',
    periods: ['month', 'quarter', 'year'],
    formula: {
      kind: 'quotient',
      num: { of: 'sum', at: at.kwh },
      den: { of: 'weight', at: at.lit_km_e },
      scale: 1,
    },
    without: 'no_figure',
    flag: { at: at.resets, reason: 'meter_reset' },
  },
  {
    kpi: 'NRG-03',
    family: 'NRG-03',
    domain: 'lighting',
    periods: ['year'],
    only: 'area',
    formula: {
      kind: 'quotient',
      num: { of: 'passing', at: at.managed_e },
      den: { of: 'figure', name: 'lamps' },
      scale: 100,
    },
    without: 'no_figure',
    alwaysKnown: true,
  },
  {
    kpi: 'NRG-02',
    family: 'NRG-02',
    domain: 'lighting',
    periods: ['day', 'week', 'month', 'quarter', 'year'],
    formula: { kind: 'ratio', num: at.on_h, den: at.observed_h, scale: 100 },
    without: 'no_data',
    basis: { valid: at.s_valid, expected: at.s_expected, readings: at.s_readings, reason: 'no_schedule' },
  },
];
