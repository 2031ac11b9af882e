import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { TestGateway } from './test-gateway.js';

const run = promisify(execFile);

/** Runs the suite where the program is there; in CI its absence is a failure, elsewhere it is said. */
function describeWith(program: string, check: readonly string[], suite: () => void): void {
  const { error, status } = spawnSync(program, check);
  const present = error === undefined && (check.length === 0 || status === 0);
  if (present) describe(program, suite);
  else if (process.env.CI === 'true') {
    describe(program, () => {
      it('is installed where CI=true', () => {
        throw new Error(`${program} is missing`);
      });
    });
  } else {
    process.stderr.write(`left out: clients of ${program}, which is not installed here\n`);
    describe.skip(`${program} (left out: not installed)`, suite);
  }
}

let gateway: TestGateway;
beforeAll(async () => (gateway = await new TestGateway().start()) && undefined);
afterAll(() => gateway.stop());

function stored(text: string): Promise<boolean> {
  return eventually(text, async () => (await gateway.payloads()).includes(text));
}

describeWith('mosquitto_pub', [], () => {
  const login = (): string[] => [
    '-h',
    '127.0.0.1',
    '-p',
    String(gateway.port),
    '-u',
    'cam-1',
    '-P',
    'secret-cam-1',
  ];

  for (const version of ['mqttv311', 'mqttv5']) {
    for (const qos of ['0', '1', '2']) {
      it(`publishes at QoS ${qos} with ${version}`, async () => {
        const text = `mosquitto ${version} ${qos}`;

        await run('mosquitto_pub', [
          ...login(),
          '-V',
          version,
          '-q',
          qos,
          '-t',
          'telemetry/cam-1',
          '-m',
          text,
        ]);

        expect(await stored(text)).toBe(true);
      });
    }

    it(`is told of a wrong credential with ${version}`, async () => {
      const wrong = ['-h', '127.0.0.1', '-p', String(gateway.port), '-u', 'cam-1', '-P', 'wrong'];

      await expect(run('mosquitto_pub', [...wrong, '-V', version, '-t', 'x', '-m', 'x'])).rejects.toThrow();
    });

    it(`mosquitto_sub gets the latest value as a viewer with ${version}`, async () => {
      gateway.feed.publish('kpi/718/MOB-01/day', Buffer.from('42'));
      const viewer = ['-h', '127.0.0.1', '-p', String(gateway.port), '-u', 'viewer', '-V', version];

      const { stdout } = await run('mosquitto_sub', [...viewer, '-t', 'kpi/#', '-C', '1', '-W', '10', '-v']);

      expect(stdout.trim()).toBe('kpi/718/MOB-01/day 42');
    });
  }

  it('publishes a stream of lines, all of which are stored in order', async () => {
    const lines = Array.from({ length: 2_000 }, (_, i) => `line ${i}`);
    const child = run('mosquitto_pub', [...login(), '-q', '1', '-t', 'telemetry/cam-1', '-l']);
    child.child.stdin?.end(`${lines.join('\n')}\n`);

    await child;

    expect((await gateway.payloads()).filter((text) => text.startsWith('line '))).toEqual(lines);
  });
});

describeWith('python3', ['-c', 'import paho.mqtt.client'], () => {
  const script = `
import sys, paho.mqtt.client as mqtt
port, version, qos, text = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="paho", protocol=version)
client.username_pw_set("cam-1", "secret-cam-1")
client.connect("127.0.0.1", port)
client.loop_start()
for i in range(200):
    info = client.publish("telemetry/cam-1", "%s %d" % (text, i), qos=qos)
info.wait_for_publish(20)
client.disconnect()
client.loop_stop()
print(info.is_published())
`;

  for (const version of ['4', '5']) {
    for (const qos of ['0', '1', '2']) {
      it(`paho publishes 200 messages at QoS ${qos} with level ${version}, in order`, async () => {
        const text = `paho ${version} ${qos}`;

        const { stdout } = await run('python3', ['-c', script, String(gateway.port), version, qos, text]);

        await stored(`${text} 199`);
        const mine = (await gateway.payloads()).filter((payload) => payload.startsWith(`${text} `));
        expect(stdout.trim()).toBe('True');
        expect(mine).toEqual(Array.from({ length: 200 }, (_, i) => `${text} ${i}`));
      });
    }
  }
});

describe('MQTT.js', () => {
  it.each([4, 5] as const)(
    'publishes 1,000 messages at QoS 1 with level %d, in order',
    async (protocolVersion) => {
      const client = await gateway.client({ protocolVersion });
      const texts = Array.from({ length: 1_000 }, (_, i) => `js ${protocolVersion} ${i}`);

      await Promise.all(texts.map((text) => client.publishAsync('telemetry/cam-1', text, { qos: 1 })));

      const mine = (await gateway.payloads()).filter((text) => text.startsWith(`js ${protocolVersion} `));
      expect(mine).toEqual(texts);
    },
  );
});
