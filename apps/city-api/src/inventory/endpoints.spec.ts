import { describe, expect, it } from '@jest/globals';
import { endpointsOf, type Known } from './endpoints.js';

const KNOWN: Known = {
  publicMqtt: null,
  publicIngest: null,
  mqttPort: 1884,
  mqttTlsPort: null,
  ingestPort: 8081,
  takesReadings: true,
  origin: 'http://10.0.0.5:8080',
};

describe('endpointsOf', () => {
  it('is the host that was asked, at the configured MQTT port', () => {
    expect(endpointsOf(KNOWN)).toEqual({
      mqtt: { host: '10.0.0.5', port: 1884, tls: false },
      ingest: 'http://10.0.0.5:8080/ingest/v1/telemetry',
    });
  });

  it('names the gateway where this process takes no readings', () => {
    expect(endpointsOf({ ...KNOWN, takesReadings: false }).ingest).toBe(
      'http://10.0.0.5:8081/ingest/v1/telemetry',
    );
  });

  it('prefers what the configuration says; a port left out is the usual one of the protocol', () => {
    const known = {
      ...KNOWN,
      publicMqtt: 'mqtts://iot.example.vn',
      publicIngest: 'https://iot.example.vn/in',
    };
    expect(endpointsOf(known)).toEqual({
      mqtt: { host: 'iot.example.vn', port: 8883, tls: true },
      ingest: 'https://iot.example.vn/in',
    });
    expect(endpointsOf({ ...KNOWN, publicMqtt: 'mqtt://iot.example.vn' }).mqtt.port).toBe(1883);
  });

  it('takes the brackets off an IPv6 host, as MQTT clients want it', () => {
    expect(endpointsOf({ ...KNOWN, origin: 'http://[::1]:8080' }).mqtt.host).toBe('::1');
  });
});
