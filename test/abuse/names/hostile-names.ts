import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../../libs/testing/src/eventually.js';
import type { Rest, SeriesPoint } from '../../support/rest.js';
import type { Experiment, Outcome, Stage } from '../experiment.js';
import { send } from '../http.js';

/** Texts that mean something to what they may come through: HTML, spreadsheets, SQL, InfluxQL, CEL, logs, templates. */
const TEXTS: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x.invalid";"xem")',
  '@SUM(1+1)*cmd|"/C calc"!A0',
  `'; DROP TABLE device; --`,
  `" OR 1=1 --`,
  `x'; DROP MEASUREMENT "traffic"; SELECT 'x`,
  'traffic,device=a speed=1 1\\',
  '1 + device.size() || true',
  'một dòng\n{"level":60,"msg":"giả"}',
  '\u001b[2J\u202egnơưđ',
  '${jndi:ldap://x.invalid}{{7*7}}%s%n',
  '__proto__',
  'constructor',
];

/** Names of every object that an identifier may have too. */
const INHERITED = ['constructor', 'toString', 'hasOwnProperty', 'valueOf'];
const HOUR_MS = 3_600_000;

/** What is written comes back as it was written, means nothing on its way, and a name is a name. */
export const hostileNames: Experiment = {
  name: 'names and texts that mean something elsewhere',
  async run({ platform }: Stage): Promise<Outcome> {
    const { rest, ports, dataDir } = platform;
    const findings: string[] = [];
    for (const text of TEXTS) findings.push(...(await comesBack(rest, text)));
    for (const id of INHERITED) findings.push(...(await isADevice(rest, id)));
    for (const text of TEXTS) await send(ports.http, { method: 'GET', path: `/${encodeURIComponent(text)}` });
    const lines = readFileSync(join(dataDir, 'platform.log'), 'utf8').split('\n').slice(0, -1);
    for (const line of lines)
      if (!isEntry(line)) findings.push(`a line of the log is no entry of it: ${line.slice(0, 200)}`);
    const sent = 2 * TEXTS.length + INHERITED.length;
    return { sent, acknowledged: sent, findings };
  },
};

/** Kept as a query's name and a station's: read again, it is the same text. */
async function comesBack(rest: Rest, text: string): Promise<string[]> {
  const name = text.trim().normalize('NFC');
  await rest.post('/api/v1/saved-queries', {
    name: text,
    parameters: { measure: 'traffic.speed', area: '718' },
  });
  const saved = await rest.all<{ name: string }>('/api/v1/saved-queries');
  const id = `named-${Buffer.from(text).toString('hex').slice(0, 40)}`;
  await rest.post('/api/v1/stations', { id, name: text, kind: 'noise', lat: 10.98, lon: 106.65 });
  const station = await rest.get<{ name: string }>(`/api/v1/stations/${id}`);
  return [
    ...(saved.some((one) => one.name === name)
      ? []
      : [`${JSON.stringify(text)}: not among the saved queries`]),
    ...(station.name === name
      ? []
      : [`${JSON.stringify(text)}: a station is called ${JSON.stringify(station.name)}`]),
  ];
}

/** A device of such a name works as any other. */
async function isADevice(rest: Rest, id: string): Promise<string[]> {
  const at = Math.floor(Date.now() / 1_000) * 1_000 - HOUR_MS;
  const secret = await rest.camera(id, { cadence: 60, activeFrom: at - HOUR_MS });
  const status = await rest.ingest(
    id,
    secret,
    JSON.stringify({ ts: new Date(at).toISOString(), period: 60, speed: 31 }),
  );
  if (status !== 202) return [`device ${id}: its reading is answered ${status}`];
  const points = await eventually(
    `the reading of ${id}`,
    async () => {
      const found = await rest.all<SeriesPoint>('/api/v1/series', {
        measure: 'traffic.speed',
        device: id,
        bucket: 'raw',
        from: new Date(at - HOUR_MS).toISOString(),
        to: new Date(at + HOUR_MS).toISOString(),
      });
      return found.length > 0 && found;
    },
    60_000,
    100,
  );
  const [received] = (await rest.ledger(id, Date.now() - HOUR_MS, Date.now() + HOUR_MS)).map(
    (one) => one.received,
  );
  return [
    ...(points.length === 1 && points[0]?.value === 31
      ? []
      : [`device ${id}: stored ${JSON.stringify(points)}`]),
    ...(received === 1 ? [] : [`device ${id}: the ledger has ${received} received`]),
  ];
}

function isEntry(line: string): boolean {
  try {
    return 'level' in (JSON.parse(line) as object);
  } catch {
    return false;
  }
}
