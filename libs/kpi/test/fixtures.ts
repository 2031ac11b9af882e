import { DEFAULT_PCU } from '../src/traffic/classes.js';
import type { MethodContext } from '../src/core/method.js';
import { settingsOf } from '../src/core/settings.js';
import type { KpiDevice, KpiStation } from '../src/core/station.js';
import type { WindowColumns } from '../src/core/window-index.js';

/** Builders for this library's own specs. */

const SETTINGS = settingsOf([]);

export function aDevice(some: Partial<KpiDevice> = {}): KpiDevice {
  const active = [{ from: 0, to: null }];
  const measured = { measures: null, phaseMs: null, excluded: [] };
  return { id: 'd1', cadenceS: 60, lanes: [], direction: '', active, ...measured, ...some };
}

export function aStation(some: Partial<KpiStation> = {}): KpiStation {
  return { id: 's1', no: 1, family: 'traffic', facts: [], devices: [aDevice()], ...some };
}

export function aSegment(lengthKm: number, freeFlowKmh: number): KpiStation['facts'] {
  return [{ key: 'segment', value: { lengthKm, lanes: 2, freeFlowKmh }, validFrom: 0, validTo: null }];
}

export function aContext(some: Partial<MethodContext> = {}): MethodContext {
  return {
    pcu: () => DEFAULT_PCU,
    limit: () => null,
    noiseLimits: () => [],
    settings: () => SETTINGS,
    fullBucket: 5,
    fillBuckets: 6,
    dueBucket: 4,
    ...some,
  };
}

export interface RowOf {
  readonly device?: string;
  readonly lane?: string;
  readonly direction?: string;
  readonly time: number;
  readonly fields: Readonly<Record<string, number>>;
}

/** Window rows by columns, series together. */
export function columnsOf(rows: readonly RowOf[]): WindowColumns {
  const names = new Set(rows.flatMap((row) => Object.keys(row.fields)));
  const tag = (pick: (row: RowOf) => string): string[] => rows.map(pick);
  return {
    length: rows.length,
    times: Float64Array.from(rows, (row) => row.time),
    tags: {
      device: tag((row) => row.device ?? 'd1'),
      lane: tag((row) => row.lane ?? ''),
      direction: tag((row) => row.direction ?? ''),
    },
    fields: Object.fromEntries(
      [...names].map((name) => [name, Float64Array.from(rows, (row) => row.fields[name] ?? NaN)]),
    ),
  };
}
