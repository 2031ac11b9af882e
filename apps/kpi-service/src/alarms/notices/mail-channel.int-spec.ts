import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlarmItem } from '@app/contracts';
import { Logs, Metrics } from '@app/observability';
import { ManualClock, openTestRegistry, type TestRegistry } from '@app/testing';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { EMAIL } from './mail-body.js';
import { mailLoop } from './mail-channel.js';

const T0 = Date.UTC(2026, 10, 23, 1);

const item: AlarmItem = {
  id: 7,
  rule: 'flood-1',
  kind: 'threshold',
  severity: 'warning',
  object: { type: 'station', id: 'tdm-water-01' },
  area: '718',
  station: 'tdm-water-01',
  device: null,
  kpi: null,
  measure: 'water.level',
  period: null,
  state: 'open',
  value: 1.5,
  limit: 1.4,
  unit: 'm',
  openedAt: '2026-11-23T08:00:00+07:00',
  observedAt: '2026-11-23T08:05:00+07:00',
  resolvedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  assignee: null,
  parent: null,
  children: 0,
  textVi: 'Mực nước tại Bến Bạch Đằng là 1,5 m.',
  textEn: 'The water stands at 1.5 m.',
  revision: 1,
  updatedAt: '2026-11-23T08:05:30+07:00',
};

describe('alarms by e-mail', () => {
  const clock = new ManualClock(T0);
  const received: { to: string; text: string }[] = [];
  let refuse: { code: number; message: string } | null = null;
  let r: TestRegistry;
  let server: SMTPServer;

  beforeAll(async () => {
    r = await openTestRegistry({ clock, seedsDir: null });
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo(_address, _session, done) {
        done(
          refuse === null ? null : Object.assign(new Error(refuse.message), { responseCode: refuse.code }),
        );
      },
      onData(stream, session, done) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        stream.on('end', () => {
          received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  });

  afterAll(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await r.close();
  });

  const loop = () => {
    const { port } = server.server.address() as AddressInfo;
    const mail = {
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: 'Nhịp Phố <canhbao@example.vn>',
      to: [],
      severity: 'warning',
      publicUrl: 'https://nhippho.example.vn',
    } as const;
    const log = new Logs('silent').for('mail');
    return mailLoop(mail, { outbox: r.outbox, clock, log, metrics: new Metrics() });
  };
  const put = (key: string) =>
    r.outbox.put(
      [{ channel: EMAIL, key, target: 'truc@example.vn', body: { step: 'opened', item } }],
      clock.now(),
    );

  it('come once each, from whichever of two instances, in Vietnamese and English, with a link', async () => {
    await put('alarm/7/opened/1/truc');
    await put('alarm/7/opened/1/truc');
    await Promise.all([loop().round(), loop().round()]);

    expect(received).toHaveLength(1);
    const [mail] = received;
    const text = mail?.text ?? '';
    expect(mail?.to).toBe('truc@example.vn');
    expect(text).toMatch(/^Message-ID: <[0-9a-f]{32}@example\.vn>/m);
    expect(text).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(decoded(text.replaceAll('=\r\n', ''))).toContain('Mực nước tại Bến Bạch Đằng là 1,5 m.');
    expect(decoded(text.replaceAll('=\r\n', ''))).toContain('https://nhippho.example.vn/canh-bao/7');
  });

  it('have a name of their transition, the same when they must be sent again', async () => {
    refuse = { code: 451, message: 'try later' };
    await put('alarm/8/opened/1/truc');
    await loop().round();
    expect(await r.outbox.list(EMAIL, null, 1)).toMatchObject([{ state: 'waiting', attempts: 1 }]);

    refuse = null;
    clock.advance(20_000);
    await loop().round();
    const ids = received.map(({ text }) => /^Message-ID: (.*)\r$/m.exec(text)?.[1]);
    expect(new Set(ids).size).toBe(received.length);
    expect(await r.outbox.list(EMAIL, null, 1)).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('are given up at once when there is no such address', async () => {
    refuse = { code: 550, message: 'no such user' };
    await put('alarm/9/opened/1/truc');
    await loop().round();

    expect(await r.outbox.list(EMAIL, null, 1)).toMatchObject([
      { state: 'failed', attempts: 1, error: expect.stringContaining('no such user') },
    ]);
    refuse = null;
  });
});

/** The text of a message in quoted-printable or base64. */
function decoded(message: string): string {
  const [head = '', body = ''] = message.split(/\r\n\r\n(.*)/s);
  if (/Content-Transfer-Encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
