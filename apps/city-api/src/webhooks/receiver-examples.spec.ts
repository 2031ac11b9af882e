import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort } from '@app/testing';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { CLOUD_EVENT_TYPE, testEvent } from './cloud-event.js';
import { Addresses } from './sending/addresses.js';
import { type Answered, send } from './sending/send.js';
import { newSecret, signatureHeaders } from './sending/sign.js';

const GUIDE = readFileSync(
  join(import.meta.dirname, '../../../../docs/guides/feeds-and-webhooks.md'),
  'utf8',
);
const hasPython = spawnSync('python3', ['--version']).status === 0;
const examples = [
  { language: 'js', program: process.execPath, file: 'receiver.mjs' },
  ...(hasPython ? [{ language: 'python', program: 'python3', file: 'receiver.py' }] : []),
];

describe('the receivers of the guide', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhippho-receiver-'));
  let child: ChildProcess | null = null;
  afterEach(async () => {
    if (child?.exitCode === null) {
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child.kill();
      await ended;
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(examples)('take what is genuine and new, in $language', async ({ language, program, file }) => {
    const [, code = ''] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(GUIDE) ?? [];
    const path = join(folder, file);
    writeFileSync(path, code);
    const [port, secret] = [await freePort(), newSecret()];
    let output = '';
    child = spawn(program, [path], { env: { ...process.env, SECRET: secret, PORT: String(port) } });
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const body = JSON.stringify(testEvent('e-1', 'Thử', Date.now()));
    const ask = (at: number, secrets: string[], text = body): Promise<Answered> =>
      send(
        {
          url: `http://127.0.0.1:${port}/`,
          headers: {
            'content-type': CLOUD_EVENT_TYPE,
            ...signatureHeaders('1:e-1', at, body, secrets),
          },
          body: text,
        },
        new Addresses(['127.0.0.1']),
        AbortSignal.timeout(5_000),
        Date.now,
      );
    await eventually('the receiver', async () => (await ask(0, [secret])).status === 401);

    const now = Date.now();
    const answers = [
      await ask(now, [secret]),
      await ask(now, [newSecret(), secret]),
      await ask(now, [newSecret()]),
      await ask(now, [secret], body.replace('e-1', 'e-2')),
      await ask(now - 600_000, [secret]),
    ];

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 401, 401, 401]);
    await eventually('what it printed', () => output.includes('vn.nhippho.webhook.test Thử'));
  });
});
