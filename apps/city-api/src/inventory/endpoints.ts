/** Where devices send to, as one may write it into their settings. */
export interface Endpoints {
  readonly mqtt: { readonly host: string; readonly port: number; readonly tls: boolean };
  readonly ingest: string;
}

/** What is known of the addresses: what the configuration says, and how this request came. */
export interface Known {
  readonly publicMqtt: string | null;
  readonly publicIngest: string | null;
  readonly mqttPort: number;
  /** Port of MQTT over TLS, where there is one. */
  readonly mqttTlsPort: number | null;
  readonly ingestPort: number;
  /** Whether this process takes readings over HTTP itself. */
  readonly takesReadings: boolean;
  /** Origin that the caller knows this server by, e.g. `http://127.0.0.1:8080`. */
  readonly origin: string;
}

const INGEST_PATH = '/ingest/v1/telemetry';

/** Configured addresses win; else it is the host that the caller asked, at the platform's own ports. */
export function endpointsOf(known: Known): Endpoints {
  const origin = new URL(known.origin);
  const own =
    known.mqttTlsPort === null
      ? `mqtt://${origin.hostname}:${known.mqttPort}`
      : `mqtts://${origin.hostname}:${known.mqttTlsPort}`;
  const mqtt = new URL(known.publicMqtt ?? own);
  const tls = mqtt.protocol === 'mqtts:';
  const ingest = new URL(INGEST_PATH, origin);
  if (!known.takesReadings) ingest.port = String(known.ingestPort);
  return {
    mqtt: {
      host: mqtt.hostname.replaceAll(/[[\]]/g, ''),
      port: mqtt.port === '' ? (tls ? 8883 : 1883) : Number(mqtt.port),
      tls,
    },
    ingest: known.publicIngest ?? ingest.href,
  };
}
