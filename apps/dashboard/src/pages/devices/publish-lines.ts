import type { Schemas } from '@app/api-client';

export type Measure = Schemas['Measure'];
export type Endpoints = Schemas['Endpoints'];

/** Plausible values, so that a first reading looks like one. */
const USUAL: Readonly<Record<string, number>> = {
  'traffic.n.motorcycle': 41,
  'traffic.n.car': 9,
  'traffic.speed': 31.5,
  'air.pm25': 28,
  'air.pm10': 47,
  'noise.laeq': 62.4,
  'weather.rain': 0.2,
  'weather.temp': 31.2,
  'water.level': 1.24,
  'waste.fill': 37,
  'lighting.kwh': 1204.5,
  'energy.kwh': 48210.2,
  'parking.used': 84,
  'parking.capacity': 120,
};
const MOST = 3;

/** What a reading of some measures may hold: nested as payloads are (`n.car` is `{"n":{"car":…}}`), without its time. */
export function sampleValues(measures: readonly Measure[]): Readonly<Record<string, unknown>> {
  const known = measures.filter((one) => one.id in USUAL || one.states !== null);
  const values: Record<string, unknown> = {};
  for (const measure of (known.length > 0 ? known : measures).slice(0, MOST)) {
    const [group = '', member] = measure.key.split('.');
    const value = sampleOf(measure);
    if (member === undefined) values[group] = value;
    else values[group] = { ...(values[group] as object | undefined), [member]: value };
  }
  return values;
}

function sampleOf(measure: Measure): number | string {
  const [firstState] = Object.keys(measure.states ?? {});
  if (firstState !== undefined) return firstState;
  return USUAL[measure.id] ?? Math.max(measure.min, Math.min(measure.max, 1));
}

/** A reading of this moment as the shell writes it: inside single quotes, its time put in by `date`. */
export function readingText(values: Readonly<Record<string, unknown>>, period: number): string {
  const rest = JSON.stringify({ period, ...values }).slice(1);
  return `'{"ts":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'",${rest}'`;
}

/** The line that publishes a reading over MQTT. */
export function mqttLine(to: Endpoints, device: string, credential: string, reading: string): string {
  const tls = to.mqtt.tls ? ' --tls-use-os-certs' : '';
  return `mosquitto_pub -h ${to.mqtt.host} -p ${to.mqtt.port}${tls} -q 1 -u ${device} -P ${credential} -t telemetry/${device} -m ${reading}`;
}

/** The line that sends it over HTTP. */
export function httpLine(to: Endpoints, device: string, credential: string, reading: string): string {
  return `curl -u ${device}:${credential} -H 'content-type: application/json' -d ${reading} ${to.ingest}`;
}
