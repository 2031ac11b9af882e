import { gzipSync } from 'node:zlib';
import mqtt from 'mqtt';
import { basic } from '../../support/http.js';
import type { Experiment, Outcome, Stage } from '../experiment.js';
import { type RawRequest, send } from '../http.js';
import { SlowSockets } from './slow-sockets.js';

const GOOD = 'patient';
const SENT = 50;
/** 5 s before authentication, as long again where others share the machine. */
const CUT_OFF_WITHIN_MS = 30_000;
const HOUR_MS = 3_600_000;

const INGEST = '/ingest/v1/telemetry';

/** Slow, oversize and swollen senders: each gets what it deserves, and a good device is served beside them all. */
export const slowAndOversize: Experiment = {
  name: 'slow, oversize and swollen senders beside a good one',
  async run(stage: Stage): Promise<Outcome> {
    const { platform, form } = stage;
    const { rest, ports } = platform;
    const base = Math.floor(Date.now() / 1_000) * 1_000 - HOUR_MS;
    const secret = await rest.camera(GOOD, { cadence: 1, activeFrom: base - HOUR_MS });
    const [strangers, known] = [new SlowSockets(), new SlowSockets()];
    const findings: string[] = [];
    try {
      await strangers.open(ports.mqtt, form.slowSenders, Buffer.from([0x10, 0x40, 0x00]));
      await strangers.open(ports.mqtt, form.slowSenders, Buffer.from([0x10, 0xff, 0xff, 0x7f]));
      const head = [
        `POST ${INGEST} HTTP/1.1`,
        'host: 127.0.0.1',
        `authorization: ${basic('abused', stage.secret)}`,
        'content-length: 1000',
      ];
      await known.open(ports.http, form.slowSenders, `${head.join('\r\n')}\r\n\r\n[`);
      await known.open(ports.http, form.slowSenders, 'GET / HTTP/1.1\r\nhost: ');
      for (const [name, request, allowed] of swollen(stage, secret)) {
        const { status } = await send(ports.http, request);
        if (!allowed.includes(status))
          findings.push(`${name}: answered ${status}, not ${allowed.join(' or ')}`);
      }
      const acknowledged = await publish(ports.mqtt, secret, base);
      if (acknowledged < SENT)
        findings.push(`${SENT - acknowledged} messages of the good device were not acknowledged`);
      const last = { ts: new Date(base + (SENT + 1) * 1_000).toISOString(), period: 1, speed: 30 };
      const status = await rest.ingest(GOOD, secret, JSON.stringify(last));
      if (status !== 202) findings.push(`the good device is answered ${status} over HTTP`);
      if (!(await strangers.areCutOff(CUT_OFF_WITHIN_MS)))
        findings.push(`${strangers.alive} that never finished their CONNECT are still connected`);
      return { sent: SENT + 1, acknowledged: acknowledged + (status === 202 ? 1 : 0), findings };
    } finally {
      strangers.close();
      known.close();
    }
  },
};

/** Publishes one message after the other; resolves to how many were acknowledged. */
async function publish(port: number, password: string, base: number): Promise<number> {
  const client = await mqtt.connectAsync({ host: '127.0.0.1', port, username: GOOD, password });
  let acknowledged = 0;
  for (let i = 0; i < SENT; i++) {
    const reading = { ts: new Date(base + (i + 1) * 1_000).toISOString(), period: 1, speed: 30 };
    await client.publishAsync(`telemetry/${GOOD}`, JSON.stringify(reading), { qos: 1 });
    acknowledged++;
  }
  await client.endAsync();
  return acknowledged;
}

/** Bodies that are too large, or would be when they are unpacked or built up. */
function swollen(
  { platform }: Stage,
  secret: string,
): [name: string, request: RawRequest, allowed: number[]][] {
  const device = { authorization: basic(GOOD, secret), 'content-type': 'application/json' };
  const admin = { authorization: `Bearer ${platform.rest.key}`, 'content-type': 'application/json' };
  const csv = { ...admin, 'content-type': 'text/csv' };
  const ingest = (headers: Record<string, string>, body: string | Uint8Array): RawRequest => ({
    method: 'POST',
    path: INGEST,
    headers,
    body,
  });
  const api = (headers: Record<string, string>, path: string, body: string | Uint8Array): RawRequest => ({
    method: 'POST',
    path,
    headers,
    body,
  });
  const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
  const deep = '['.repeat(400_000) + ']'.repeat(400_000);
  const wide = `{${Array.from({ length: 80_000 }, (_, i) => `"k${i}":1`).join()}}`;
  const gzipped = { 'content-encoding': 'gzip' };
  const stations = '/api/v1/stations';
  const imports = '/api/v1/indicators/import?dryRun=true';
  return [
    ['2 MB to the ingest', ingest(device, Buffer.alloc(2_000_000, 0x20)), [413]],
    ['a gzip bomb to the ingest', ingest({ ...device, ...gzipped }, bomb), [415]],
    ['400,000 levels to the ingest', ingest(device, deep), [202]],
    ['80,000 keys to the ingest', ingest(device, wide), [202]],
    ['a number of a million digits to the ingest', ingest(device, `{"ts":1${'0'.repeat(900_000)}}`), [202]],
    ['2 MB to the API', api(admin, stations, Buffer.alloc(2_000_000, 0x20)), [413]],
    ['a gzip bomb to the API', api({ ...admin, ...gzipped }, stations, bomb), [400, 415]],
    ['400,000 levels to the API', api(admin, stations, deep), [400]],
    ['80,000 keys to the API', api(admin, stations, wide), [400]],
    ['a gzip bomb as a table', api({ ...csv, ...gzipped }, imports, bomb), [400, 415, 422]],
    ['200,000 cells in a row', api(csv, imports, `a${','.repeat(200_000)}\n1\n`), [400, 422]],
    ['2 MB of a table', api(csv, imports, Buffer.alloc(2_000_000, 0x2c)), [413]],
  ];
}
