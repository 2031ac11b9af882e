import { eventually } from '../../../libs/testing/src/eventually.js';
import type { Rest, SeriesPoint } from '../../support/rest.js';
import type { Experiment, Outcome, Stage } from '../experiment.js';
import { send } from '../http.js';

const DEVICE = 'keyed';
const HOUR_MS = 3_600_000;
const SETTLED_WITHIN_MS = 60_000;
const HONEST_SPEED = 31;

type ReadingText = (ts: string) => string;

/** Readings by why they are rejected: keys that would be inherited by every object, and those that stand twice. */
const READINGS: readonly [reason: string, reading: ReadingText][] = [
  ['forbidden_key', (ts) => `{"ts":"${ts}","period":60,"speed":99,"__proto__":{"speed":99,"lane":1}}`],
  ['forbidden_key', (ts) => `{"ts":"${ts}","period":60,"speed":99,"\\u005f_proto__":{"speed":99}}`],
  ['forbidden_key', (ts) => `{"ts":"${ts}","period":60,"constructor":{"prototype":{"speed":99}}}`],
  ['forbidden_key', (ts) => `{"ts":"${ts}","period":60,"speed":99,"n":{"__proto__":{"car":99}}}`],
  ['duplicate_key', (ts) => `{"ts":"${ts}","period":60,"speed":20,"speed":99}`],
  ['duplicate_key', (ts) => `{"ts":"${ts}","ts":"${ts}","period":60,"speed":99}`],
  ['duplicate_key', (ts) => `{"ts":"${ts}","period":60,"speed":20,"\\u0073peed":99}`],
];

/** Bodies of a saved question. */
const BODIES: readonly string[] = [
  '{"name":"khóa","parameters":{"measure":"traffic.speed","area":"718"},"__proto__":{"name":"khác"}}',
  '{"name":"khóa","parameters":{"measure":"traffic.speed","area":"718","__proto__":{"area":"719"}}}',
  '{"name":"khóa","parameters":{"measure":"traffic.speed"},"constructor":{"prototype":{"area":"719"}}}',
];

const COLUMNS = ['indicator', 'set', 'area', 'period', 'from', 'value', 'unit', 'status', 'source'];
const CELLS = [
  'se.grdp.const',
  'plan-2020',
  '74',
  'year',
  '2021-01-01',
  '310000',
  '10^9 VND',
  'official',
  'Niên giám',
];
/** Columns that a table has besides those of a good one. */
const HEADERS: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'value',
  'VALUE',
  '=1+1',
  '"=HYPERLINK(""http://x.invalid"")"',
];
const IMPORT = '/api/v1/indicators/import';

/** Keys of readings and requests, and names of columns, that every object has or that stand twice: refused, and nothing else changes by them. */
export const hostileKeys: Experiment = {
  name: 'keys and columns that are inherited or stand twice',
  async run(stage: Stage): Promise<Outcome> {
    const findings = [...(await ofReadings(stage)), ...(await ofRequests(stage)), ...(await ofTables(stage))];
    const sent = READINGS.length + 2 + BODIES.length + HEADERS.length + 2;
    return { sent, acknowledged: sent, findings };
  },
};

/** Sends them one by one and in an array between two good ones: each is in the list of rejected ones, and only the good ones are stored. */
async function ofReadings({ platform }: Stage): Promise<string[]> {
  const { rest } = platform;
  const base = Math.floor(Date.now() / 60_000) * 60_000 - HOUR_MS;
  const secret = await rest.camera(DEVICE, { cadence: 60, activeFrom: base - HOUR_MS });
  const findings: string[] = [];
  const take = async (body: string) => {
    const status = await rest.ingest(DEVICE, secret, body);
    if (status !== 202) findings.push(`${body}: answered ${status}`);
  };
  const at = (minute: number) => new Date(base + minute * 60_000).toISOString();
  for (const [i, [, text]] of READINGS.entries()) await take(text(at(i)));
  const all = READINGS.map(([, text], i) => text(at(20 + i)));
  // A reading without a speed has none, and one with few keys inherits none.
  await take(`{"ts":"${at(40)}","period":60,"n":{"car":3}}`);
  await take(`[{"ts":"${at(41)}","period":60,"speed":${HONEST_SPEED}},${all.join()}]`);
  const speeds = await eventually('the good reading', () => stored(rest, base), SETTLED_WITHIN_MS, 100);
  const expected = READINGS.map(([reason]) => reason);
  const rejected = await eventually(
    'the rejected ones',
    async () => {
      const found = await rest.rejected(DEVICE);
      return found.length >= 2 * expected.length && found;
    },
    SETTLED_WITHIN_MS,
    100,
  );
  const reasons = rejected.map(({ reason }) => reason);
  if (reasons.toSorted().join() !== [...expected, ...expected].toSorted().join())
    findings.push(`rejected as ${reasons.join(', ')}`);
  if (speeds.map(({ value }) => value).join() !== String(HONEST_SPEED))
    findings.push(`speeds are stored that nobody sent: ${JSON.stringify(speeds)}`);
  return findings;
}

/** All speeds, as soon as there is one. */
async function stored(rest: Rest, base: number): Promise<SeriesPoint[] | false> {
  const found = await rest.all<SeriesPoint>('/api/v1/series', {
    measure: 'traffic.speed',
    device: DEVICE,
    bucket: 'raw',
    from: new Date(base - HOUR_MS).toISOString(),
    to: new Date(base + HOUR_MS).toISOString(),
  });
  return found.length > 0 && found;
}

async function ofRequests({ platform }: Stage): Promise<string[]> {
  const findings: string[] = [];
  const headers = { authorization: `Bearer ${platform.rest.key}`, 'content-type': 'application/json' };
  for (const body of BODIES) {
    const { status } = await send(platform.ports.http, {
      method: 'POST',
      path: '/api/v1/saved-queries',
      headers,
      body,
    });
    if (status !== 400) findings.push(`${body}: answered ${status}`);
  }
  return findings;
}

/** A table with such a column is refused as a whole, and a good one means the same before and after. */
async function ofTables({ platform }: Stage): Promise<string[]> {
  const headers = { authorization: `Bearer ${platform.rest.key}`, 'content-type': 'text/csv' };
  const put = (path: string, extra: readonly string[], cells: readonly string[]) =>
    send(platform.ports.http, {
      method: 'POST',
      path,
      headers,
      body: `${[...COLUMNS, ...extra].join()}\n${[...CELLS, ...cells].join()}\n`,
    });
  const findings: string[] = [];
  const before = await put(`${IMPORT}?dryRun=true`, [], []);
  if (before.status !== 200 || !before.text.includes('"problemCount":0'))
    findings.push(`a good table is answered ${before.status}: ${before.text}`);
  for (const header of HEADERS) {
    const { status } = await put(IMPORT, [header], ['999']);
    if (status !== 400 && status !== 422) findings.push(`a column ${header}: answered ${status}`);
  }
  const after = await put(`${IMPORT}?dryRun=true`, [], []);
  if (after.text !== before.text)
    findings.push(`a good table is answered otherwise afterwards: ${after.text}`);
  return findings;
}
