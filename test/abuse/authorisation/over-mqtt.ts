import mqtt from 'mqtt';
import type { Attempt } from './attempt.js';

interface Account {
  readonly username: string;
  readonly password?: string;
}

export interface MqttCast {
  readonly port: number;
  /** A device that goes too far, and one that it has no business with. */
  readonly device: Required<Account>;
  readonly victim: Required<Account>;
  /** What is published: a good reading. */
  readonly reading: string;
}

const VIEWER: Account = { username: 'viewer' };
const REFUSED_FROM = 0x80;

/** Topics that a device, as `a`, must not publish to; `b` is another device. */
const FOREIGN_TOPICS = (a: string, b: string): readonly string[] => [
  `telemetry/${b}`,
  `telemetry/${a}/${b}`,
  `telemetry/${a}/../${b}`,
  `telemetry/${a}%2f${b}`,
  `telemetry/${b.toUpperCase()}`,
  `TELEMETRY/${b}`,
  `/telemetry/${b}`,
  `telemetry//${b}`,
  'telemetry/',
  'telemetry',
  'telemetry/__proto__',
  'kpi/74/MOB-01/hour',
  'alarms/74',
  '$SYS/broker/clients',
  `$share/g/telemetry/${b}`,
  `cmd/${b}`,
];

/** Filters that nobody may subscribe to, a device none at all. */
const FILTERS = ['#', '+/+', 'telemetry/#', 'telemetry/+', '$SYS/#', '$share/g/telemetry/#'];

/** Attempts by devices' MQTT: other accounts, others' topics, reading along. */
export function overMqtt({ port, device, victim, reading }: MqttCast): Attempt[] {
  const connecting = (name: string, account: Account): Attempt => ({
    name: `MQTT as ${name}`,
    refusal: () => tried(port, account, () => Promise.resolve(null)),
  });
  const publishing = (who: string, account: Account, topic: string): Attempt => ({
    name: `MQTT: ${who} publishes to ${topic}`,
    refusal: () =>
      tried(port, account, async (client) => {
        const reply = await client.publishAsync(topic, reading, { qos: 1 });
        const code = (reply as { reasonCode?: number } | undefined)?.reasonCode ?? 0;
        return code >= REFUSED_FROM ? `reason ${code}` : null;
      }),
  });
  const subscribing = (who: string, account: Account, filter: string): Attempt => ({
    name: `MQTT: ${who} subscribes to ${filter}`,
    refusal: () =>
      tried(port, account, async (client) => {
        const [granted] = await client.subscribeAsync(filter, { qos: 0 });
        return granted !== undefined && granted.qos < REFUSED_FROM ? null : `code ${granted?.qos}`;
      }),
  });
  const [a, b] = [device.username, victim.username];
  return [
    connecting('another device with its own credential', { username: b, password: device.password }),
    connecting('a device without a credential', { username: b }),
    connecting('a device with an empty credential', { username: b, password: '' }),
    connecting('a device in other letters', { username: b.toUpperCase(), password: victim.password }),
    connecting('a device and a space', { username: `${b} `, password: victim.password }),
    connecting('a name of every object', { username: '__proto__', password: 'x' }),
    connecting('an injection', { username: `' OR '1'='1`, password: `' OR '1'='1` }),
    ...FOREIGN_TOPICS(a, b).map((topic) => publishing('a device', device, topic)),
    publishing('a viewer', VIEWER, `telemetry/${b}`),
    publishing('a viewer', VIEWER, 'kpi/74/MOB-01/hour'),
    ...FILTERS.map((filter) => subscribing('a device', device, filter)),
    ...FILTERS.map((filter) => subscribing('a viewer', VIEWER, filter)),
  ];
}

/** Connects and does something; a refusal is whatever ends it before it is let through. */
async function tried(
  port: number,
  account: Account,
  act: (client: mqtt.MqttClient) => Promise<string | null>,
): Promise<string | null> {
  const options = { host: '127.0.0.1', port, reconnectPeriod: 0, connectTimeout: 10_000 };
  let client: mqtt.MqttClient;
  try {
    client = await mqtt.connectAsync({ ...options, ...account, protocolVersion: 5 });
  } catch (error) {
    return String(error);
  }
  const closed = new Promise<string>((resolve) => {
    client.once('close', () => resolve('closed'));
    client.once('error', (error) => resolve(String(error)));
  });
  try {
    return await Promise.race([act(client), closed]);
  } catch (error) {
    return String(error);
  } finally {
    client.end(true);
  }
}
