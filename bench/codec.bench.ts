import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CodecBook, decode, type DeviceView, MeasureCatalogue } from '../libs/telemetry/src/index.js';

// node --import ./libs/testing/src/typescript-hooks.mjs bench/codec.bench.ts
// CPU of decoding 100,000 messages: native JSON beside the same readings in a vendor's JSON through a mapping, interleaved.
const MESSAGES = 100_000;
const RUNS = 7;
const ARRIVAL = Date.UTC(2026, 10, 23, 1);
const catalogue = MeasureCatalogue.parse(
  parse(readFileSync(join(import.meta.dirname, '..', 'seeds', 'measures.yaml'), 'utf8')),
);
const layout = catalogue.families.get('traffic');
if (layout === undefined) throw new Error('no family traffic');
const mapping = {
  readings: 'data',
  time: { path: 'when', format: 'epoch-ms' },
  period: { value: 60 },
  measures: {
    'n.motorcycle': 'counts.moto',
    'n.car': 'counts.car',
    'n.bus': 'counts.bus',
    'n.truck2': 'counts.truck',
    speed: { path: 'v', unit: 'm/s' },
    occupancy: { path: 'occ', unit: '1' },
  },
};
const mappings = CodecBook.of(
  [{ id: 'vendor', version: 1, validFrom: 0, family: 'traffic', mapping }],
  catalogue,
);
const device = (codec: string): DeviceView => ({
  id: 'cam',
  family: 'traffic',
  codec,
  stamp: 'end',
  cadenceS: 60,
  lanes: [],
  direction: '',
  measures: null,
});
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const counts = { moto: 412, car: 96, bus: 3, truck: 11 };
const FORMATS = {
  native: bytes({
    ts: new Date(ARRIVAL).toISOString(),
    period: 60,
    n: { motorcycle: 412, car: 96, bus: 3, truck2: 11 },
    speed: 27.4,
    occupancy: 31,
  }),
  vendor: bytes({ data: { when: ARRIVAL, counts, v: 7.6, occ: 0.31 } }),
} as const;

function secondsOf(codec: keyof typeof FORMATS): number {
  const view = device(codec);
  const began = process.cpuUsage();
  let stored = 0;
  for (let i = 0; i < MESSAGES; i++)
    stored += decode(FORMATS[codec], undefined, view, layout as never, {
      arrival: ARRIVAL,
      notBefore: 0,
      mappings,
    }).readings.length;
  if (stored !== MESSAGES) throw new Error(`${codec}: ${stored} readings`);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const seconds = { native: [] as number[], vendor: [] as number[] };
for (let run = 0; run < RUNS; run++)
  for (const codec of ['native', 'vendor'] as const) seconds[codec].push(secondsOf(codec));
const [native, vendor] = [median(seconds.native), median(seconds.vendor)];
console.log(`native: ${native.toFixed(3)} CPU s per 100,000 messages of ${FORMATS.native.length} bytes`);
console.log(`mapping: ${vendor.toFixed(3)} CPU s per 100,000 messages of ${FORMATS.vendor.length} bytes`);
console.log(`ratio: ${(vendor / native).toFixed(2)} (medians of ${RUNS} interleaved runs)`);
