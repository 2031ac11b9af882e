import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AlarmItem, TOPICS } from '@app/contracts';
import { describeWith, eventually } from '@app/testing';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { SMTPServer } from 'smtp-server';
import { ServiceProcess } from './faults/world/service-process.js';
import { type Place, takePlace } from './support/engines.js';
import { EventStream } from './support/event-stream.js';
import { PlatformProcess } from './support/platform-process.js';

const TIMES = 1000;
/** Fewer requests under way than a device may have. */
const AT_ONCE = 4;
const SLOT_MS = 300_000;
const DEVICE = 'storm-gauge';
const OBJECT = `st-${DEVICE}`;
/** Water that stands above alert I for twenty minutes. */
const LEVELS = [1, 1, 2, 2, 2, 2];

/** Two processes evaluate on one registry: the one of the whole platform, and one of the service alone. */
describeWith(['kafka', 'influx1', 'postgres'], 'an alarm storm', () => {
  const mails: string[] = [];
  const server = mailServer(mails);
  const dataDir = mkdtempSync(join(tmpdir(), 'nhippho-storm-'));
  const end = Math.floor(Date.now() / SLOT_MS) * SLOT_MS - SLOT_MS;
  const first = end - LEVELS.length * SLOT_MS;
  let place: Place;
  let platform: PlatformProcess;
  let second: ServiceProcess;
  let stream: EventStream;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.server.address() as AddressInfo;
    place = await takePlace();
    const env = {
      ...place.env,
      NHIPPHO_SMTP_URL: `smtp://127.0.0.1:${port}`,
      NHIPPHO_SMTP_TO: 'truc@example.vn',
    };
    platform = await PlatformProcess.create({ env });
    second = await ServiceProcess.create('kpi-service', 'dist/apps/kpi-service/src/main.js', {
      ...env,
      NHIPPHO_DATA: dataDir,
    });
    await platform.start();
    second.start();
    await second.ready();
    stream = await EventStream.open(`${platform.base}/api/v1/feed?type=alarm`);
  });

  afterAll(async () => {
    stream.close();
    await Promise.all([platform.remove(), second.remove()]);
    await place.remove();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(`of one event told ${TIMES} times to two processes makes one alarm, told once and mailed once`, async () => {
    const { rest } = platform;
    const credential = await rest.camera(DEVICE, {
      kind: 'water',
      profile: 'water',
      cadence: SLOT_MS / 1000,
      activeFrom: first - 3_600_000,
    });
    await rest.post(`/api/v1/stations/${OBJECT}/facts`, {
      key: 'floodLevels',
      value: { bd1: 1.4, bd2: 5, bd3: 9, datum: 'Hòn Dấu', note: 'thử' },
      validFrom: new Date(first - 86_400_000).toISOString(),
    });
    const readings = LEVELS.map((level, i) => ({
      ts: new Date(first + (i + 1) * SLOT_MS).toISOString(),
      period: SLOT_MS / 1000,
      level,
    }));
    const body = JSON.stringify(readings);

    // What the device repeats, and what the log delivers again: to the partitions of both.
    const statuses = new Set<number>();
    for (let i = 0; i < TIMES; i += AT_ONCE) {
      const sent = Array.from({ length: AT_ONCE }, () => rest.ingest(DEVICE, credential, body));
      for (const status of await Promise.all(sent)) statuses.add(status);
    }
    expect([...statuses]).toEqual([202]);
    const windows = LEVELS.map((_, i) => first + i * SLOT_MS);
    await tellAgain(place, JSON.stringify({ v: 1, device: DEVICE, family: 'water', windows }));

    const listed = (): Promise<AlarmItem[]> =>
      rest.all<AlarmItem>('/api/v1/alarms', { rule: 'flood-1', area: '74' });
    const [alarm] = await eventually(
      'the alarm',
      async () => (await listed()).length > 0 && listed(),
      90_000,
    );
    await eventually(
      'everything to be worked off by both',
      async () => {
        const {
          received = 0,
          duplicate = 0,
          inFlight = -1,
        } = (await rest.ledger(DEVICE, Date.now() - 7_200_000, Date.now() + 3_600_000)).at(-1) ?? {};
        const due = await second.metric('nhippho_kpi_work_due');
        return received === TIMES * LEVELS.length && duplicate > 0 && inFlight === 0 && due.get('') === 0;
      },
      90_000,
      500,
    );
    await eventually('the mail', () => mails.length > 0, 60_000);

    const evaluated = await Promise.all([
      evaluations(`http://127.0.0.1:${platform.ports.metrics}/metrics`),
      second.metric('nhippho_alarm_evaluations_total').then((all) => all.size > 0),
    ]);
    expect(evaluated).toEqual([true, true]);
    expect(await listed()).toMatchObject([
      { id: alarm?.id, object: { id: OBJECT }, state: 'open', value: 2 },
    ]);
    const { history } = await rest.get<{ history: { what: string }[] }>(`/api/v1/alarms/${alarm?.id ?? 0}`);
    expect(history.map(({ what }) => what)).toEqual(['opened', 'notified']);
    const told = stream.of('alarm').filter(({ data }) => data['rule'] === 'flood-1');
    expect(new Set(told.map(({ data }) => data['id']))).toEqual(new Set([alarm?.id]));
    expect(mails.filter((text) => text.includes(`alarm-${alarm?.id ?? 0}@`))).toHaveLength(1);
  });
});

/** Delivers a record of ❸ again and again, to every partition. */
async function tellAgain({ env }: Place, value: string): Promise<void> {
  const brokers = env['NHIPPHO_KAFKA_BROKERS']?.split(',') ?? [];
  const topic = `${env['NHIPPHO_KAFKA_PREFIX'] ?? ''}${TOPICS.windows}`;
  const kafka = new Kafka({ clientId: 'storm', brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await Promise.all([admin.connect(), producer.connect()]);
  try {
    const partitions = (await admin.fetchTopicOffsets(topic)).length;
    const messages = Array.from({ length: TIMES }, (_, i) => ({
      key: DEVICE,
      value,
      partition: i % partitions,
    }));
    await producer.send({ topic, messages });
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
}

async function evaluations(url: string): Promise<boolean> {
  const text = await (await fetch(url)).text();
  return /^nhippho_alarm_evaluations_total\{.*scope="alarm\.water".*\} [1-9]/m.test(text);
}

function mailServer(received: string[]): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      stream.on('end', () => {
        received.push(text);
        done();
      });
    },
  });
}
