import type { Experiment, Outcome, Stage } from '../experiment.js';
import type { Attempt } from './attempt.js';
import { overHttp } from './over-http.js';
import { overMqtt } from './over-mqtt.js';

/** In Thuận An; the operator's own district is Thủ Dầu Một. */
const VICTIM = { id: 'victim', station: 'st-victim', lat: 10.92, lon: 106.71 };
const OWN_AREA = '718';
const HOUR_MS = 3_600_000;

/** Whatever somebody tries with what they have, or haven't, they get no further than it goes. */
export const sixtyAttempts: Experiment = {
  name: 'attempts at what is somebody else’s, over MQTT and REST',
  async run(stage: Stage): Promise<Outcome> {
    const attempts = await attemptsOf(stage);
    const findings: string[] = [];
    for (const { name, refusal } of attempts)
      if ((await refusal()) === null) findings.push(`${name}: let through`);
    const { rest } = stage.platform;
    const taken = await rest.ledger(VICTIM.id, Date.now() - HOUR_MS, Date.now() + HOUR_MS);
    if (taken.some(({ received }) => received > 0))
      findings.push('something was written for the other device');
    for (const [path, made] of [
      ['/api/v1/devices', ['spy']],
      ['/api/v1/stations', ['outpost']],
    ] as const)
      for (const { id } of await rest.all<{ id: string }>(path))
        if ((made as readonly string[]).includes(id)) findings.push(`${path} has ${id}`);
    return { sent: attempts.length, acknowledged: attempts.length, findings };
  },
};

async function attemptsOf({ platform, secret }: Stage): Promise<Attempt[]> {
  const { rest, ports } = platform;
  const { id, lat, lon } = VICTIM;
  const victimSecret = await rest.camera(id, { lat, lon });
  const area = await rest.get<{ area: string }>(`/api/v1/stations/${VICTIM.station}`);
  if (area.area === OWN_AREA) throw new Error('the other device lies in the operator’s own district');
  const key = async (role: string, within: string | null = null): Promise<string> => {
    const asked = { name: `${role} ${within}`, roles: [{ role, area: within }] };
    return (await rest.post<{ key: string }>('/api/v1/api-keys', asked)).key;
  };
  const reading = JSON.stringify({ ts: new Date().toISOString(), period: 60, speed: 30 });
  const device = { username: 'abused', password: secret };
  return [
    ...overMqtt({ port: ports.mqtt, device, victim: { username: id, password: victimSecret }, reading }),
    ...overHttp({
      port: ports.http,
      admin: rest.key,
      viewer: await key('viewer'),
      operator: await key('operator'),
      planner: await key('planner'),
      district: await key('operator', OWN_AREA),
      victim: VICTIM,
      device: { id: 'abused', secret },
    }),
  ];
}
