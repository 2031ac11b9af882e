import { createHmac } from 'node:crypto';
import { basic } from '../../support/http.js';
import { send } from '../http.js';
import type { Attempt } from './attempt.js';

export interface HttpCast {
  readonly port: number;
  readonly admin: string;
  /** Keys of roles in the whole province, and of an operator of one district only. */
  readonly viewer: string;
  readonly operator: string;
  readonly planner: string;
  readonly district: string;
  /** A device and its station, in another district than the operator's. */
  readonly victim: {
    readonly id: string;
    readonly station: string;
    readonly lat: number;
    readonly lon: number;
  };
  /** A device's own credential. */
  readonly device: { readonly id: string; readonly secret: string };
}

/** Another address than the other tests': whoever tries out credentials is made to wait by address. */
const FROM = '127.0.0.66';
const BY = 'Nguyễn Văn An';

/** Attempts over REST: credentials that are none, roles that don't include it, another district's objects. */
export function overHttp(cast: HttpCast): Attempt[] {
  return [...forged(cast), ...beyondRole(cast), ...elsewhere(cast), ...asDevice(cast)];
}

function attempt(
  { port }: HttpCast,
  name: string,
  authorization: string | null,
  [method, path, body]: readonly [method: string, path: string, body?: unknown],
): Attempt {
  return {
    name: `HTTP: ${name}: ${method} ${path}`,
    refusal: async () => {
      const { status } = await send(port, {
        method,
        path,
        from: FROM,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(authorization !== null && { authorization }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return status === 401 || status === 403 || status === 429 ? String(status) : null;
    },
  };
}

const GATEWAY = ['POST', '/api/v1/gateways', { id: 'stolen' }] as const;

/** Tokens made up by somebody who knows how others are made. */
function forged(cast: HttpCast): Attempt[] {
  const { admin, operator } = cast;
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = part({ sub: 'admin', roles: ['administrator'], exp: 4_000_000_000 });
  const signed = (header: object, key: string): string => {
    const text = `${part(header)}.${claims}`;
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  };
  const tokens: readonly (readonly [string, string])[] = [
    ['no algorithm', `Bearer ${part({ alg: 'none' })}.${claims}.`],
    ['a public key as the secret', `Bearer ${signed({ alg: 'HS256' }, '-----BEGIN PUBLIC KEY-----')}`],
    ['kid out of its folder', `Bearer ${signed({ alg: 'HS256', kid: '../../../../dev/null' }, '')}`],
    ['kid as an injection', `Bearer ${signed({ alg: 'HS256', kid: "x' UNION SELECT 'k" }, 'k')}`],
    ['the key cut short', `Bearer ${admin.slice(0, -1)}`],
    ['the key and more', `Bearer ${admin}a`],
    ['another letter case', `Bearer ${admin.toLowerCase()}`],
    ['a service key of another id', `Bearer ${operator.replace(/^(\D*).{4}/, '$10000')}`],
    ['a name of every object', 'Bearer __proto__'],
    ['nothing', 'Bearer '],
    ['the key in Basic', basic('admin', admin)],
  ];
  return tokens.map(([name, authorization]) => attempt(cast, name, authorization, GATEWAY));
}

function beyondRole(cast: HttpCast): Attempt[] {
  const by = (who: 'viewer' | 'operator' | 'planner', asked: readonly [string, string, unknown?]): Attempt =>
    attempt(cast, `a ${who}`, `Bearer ${cast[who]}`, asked);
  const person = { name: BY, email: 'an@example.invalid', roles: [{ role: 'administrator' }] };
  const span = { from: '2026-11-01', to: '2026-11-02' };
  return [
    by('viewer', GATEWAY),
    by('viewer', ['GET', `/api/v1/rejected?device=${cast.victim.id}`]),
    by('viewer', ['GET', `/api/v1/devices/${cast.victim.id}/last-payload`]),
    by('viewer', ['POST', '/api/v1/saved-queries', { name: 'x', parameters: { measure: 'traffic.speed' } }]),
    by('viewer', ['GET', '/api/v1/people']),
    by('viewer', ['GET', '/api/v1/audit/export']),
    by('operator', ['POST', '/api/v1/people', person]),
    by('operator', ['POST', '/api/v1/api-keys', { name: 'mine', roles: person.roles }]),
    by('operator', [
      'POST',
      '/api/v1/webhooks',
      { name: 'x', url: 'https://hook.invalid/', events: ['kpi'] },
    ]),
    by('operator', ['POST', '/api/v1/recalculations', { ...span, by: BY, reason: 'thử' }]),
    by('operator', ['GET', '/api/v1/audit']),
    by('planner', ['POST', '/api/v1/periods/month/2026-09-01/check', { by: BY }]),
    by('planner', ['POST', '/api/v1/reporting-sets/units-2025/status', { status: 'active' }]),
    by('planner', GATEWAY),
  ];
}

/** What an operator of one district asks for in another one. */
function elsewhere(cast: HttpCast): Attempt[] {
  const { id, station, lat, lon } = cast.victim;
  const span = { from: '2026-11-01', to: '2026-11-02' };
  const excluded = { device: id, ...span, kind: 'faulty', reason: 'ống kính bẩn', by: BY };
  const asked: readonly (readonly [string, string, unknown?])[] = [
    ['POST', '/api/v1/stations', { id: 'outpost', name: 'Trạm', kind: 'traffic', lat, lon }],
    ['POST', '/api/v1/devices', { id: 'spy', station, profile: 'camera', cadence: 60 }],
    ['POST', '/api/v1/exclusions', excluded],
    ['POST', `/api/v1/devices/${id}/codec`, { codec: 'native' }],
    ['GET', `/api/v1/devices/${id}/last-payload`],
    ['POST', `/api/v1/stations/${station}/placing`, { area: '718' }],
    GATEWAY,
  ];
  return asked.map((one) => attempt(cast, 'an operator of another district', `Bearer ${cast.district}`, one));
}

function asDevice(cast: HttpCast): Attempt[] {
  const { device, victim } = cast;
  const reading = { ts: new Date().toISOString(), period: 60, speed: 30 };
  const ingest = ['POST', '/ingest/v1/telemetry', reading] as const;
  return [
    attempt(cast, 'a device as an administrator', basic(device.id, device.secret), GATEWAY),
    attempt(cast, 'a device’s credential as a key', `Bearer ${device.secret}`, GATEWAY),
    attempt(cast, 'another device', basic(victim.id, device.secret), ingest),
    attempt(cast, 'nobody', null, ingest),
    attempt(cast, 'the administrator’s key as a device', `Bearer ${cast.admin}`, ingest),
  ];
}
