import { describe, expect, it } from '@jest/globals';
import { httpLine, type Measure, mqttLine, readingText, sampleValues } from './publish-lines.js';

const measure = (id: string, more: Partial<Measure> = {}): Measure => ({
  id,
  family: id.split('.')[0] ?? '',
  key: id.split('.').slice(1).join('.'),
  nameVi: id,
  nameEn: id,
  unit: '1',
  kind: 'gauge',
  min: 0,
  max: 100,
  maxRatePerMinute: null,
  cadence: 60,
  edges: null,
  states: null,
  agg: 'mean',
  aggregates: [],
  ...more,
});
const TO = {
  mqtt: { host: '10.0.0.5', port: 1884, tls: false },
  ingest: 'http://10.0.0.5:8080/ingest/v1/telemetry',
};

describe('a first reading', () => {
  it('nests grouped measures as payloads do', () => {
    const values = sampleValues([
      measure('traffic.n.motorcycle'),
      measure('traffic.n.car'),
      measure('traffic.speed'),
    ]);
    expect(values).toEqual({ n: { motorcycle: 41, car: 9 }, speed: 31.5 });
  });

  it('names a state by its word, and keeps unknown measures inside their range', () => {
    expect(sampleValues([measure('lighting.state', { states: { off: 0, on: 1 } })])).toEqual({
      state: 'off',
    });
    expect(sampleValues([measure('soil.ph', { min: 3, max: 9 })])).toEqual({ ph: 3 });
  });

  it('is one shell word whose time is put in when it is run', () => {
    expect(readingText({ speed: 31.5 }, 60)).toBe(
      `'{"ts":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'","period":60,"speed":31.5}'`,
    );
  });

  it('goes to the addresses that the platform names', () => {
    expect(mqttLine(TO, 'cam', 'secret', "'{}'")).toBe(
      "mosquitto_pub -h 10.0.0.5 -p 1884 -q 1 -u cam -P secret -t telemetry/cam -m '{}'",
    );
    expect(mqttLine({ ...TO, mqtt: { ...TO.mqtt, tls: true } }, 'cam', 's', "'{}'")).toContain(
      '--tls-use-os-certs',
    );
    expect(httpLine(TO, 'cam', 'secret', "'{}'")).toBe(
      "curl -u cam:secret -H 'content-type: application/json' -d '{}' http://10.0.0.5:8080/ingest/v1/telemetry",
    );
  });
});
