import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const file = z.string().min(1);
const positive = z.coerce.number().positive();
const bytes = z
  .string()
  .regex(/^\d+(\.\d+)?\s*(B|kB|MB|GB|TB)?$/, 'a size such as 10GB, 512MB or a number of bytes')
  .transform(parseBytes);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** Of the event log; below it there is no room for what four segments have to hold. */
const LEAST_LOG = 16e6;

const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** Bytes of a size such as `10GB`; decimal units. The text has passed the schema's pattern. */
function parseBytes(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(\D*)$/.exec(text);
  return Math.round(Number(match?.[1]) * (UNITS[match?.[2] ?? ''] ?? 1));
}

/**
 * Every environment variable that the platform reads, with default and meaning. `docs/reference/configuration.md`
 * is made from it.
 */
export const environmentSchema = z.object({
  NHIPPHO_PROFILE: z
    .enum(['embedded', 'distributed'])
    .default('embedded')
    .describe(
      'Engines: `embedded` (LMDB, DuckDB, PGlite in one process) or `distributed` (Kafka, InfluxDB, PostgreSQL).',
    ),
  NHIPPHO_DATA: z
    .string()
    .min(1)
    .default('./data')
    .describe(
      'Data folder; one process at a time may hold it. Distributed, only `city-api` (its `admin.key`) and the virtual city need one.',
    ),
  NHIPPHO_BIND: z.string().min(1).default('127.0.0.1').describe('Address that every port is bound to.'),
  NHIPPHO_HTTP_PORT: port.default(8080).describe('Page, `/api`, and in one process `/ingest`.'),
  NHIPPHO_MQTT_PORT: port.default(1883).describe("The devices' MQTT endpoint."),
  NHIPPHO_MQTT_CLIENT_ID: z
    .enum(['free', 'device'])
    .default('free')
    .describe(
      "Client identifiers that devices may have: `free`, each device's apart from all others', or `device`: its own id or none, another one is refused. Gateways are free either way.",
    ),
  NHIPPHO_MQTT_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .positive()
    .default(20_000)
    .describe(
      'MQTT connections from one address at once; more are closed. Behind a proxy that hides addresses: as many as there are devices.',
    ),
  NHIPPHO_INGEST_PORT: port.default(8081).describe('HTTP ingest when the gateway runs alone.'),
  NHIPPHO_MQTT_TLS_PORT: port
    .default(8883)
    .describe("The devices' MQTT endpoint over TLS, where a certificate is given."),
  NHIPPHO_MQTT_TLS_CERT: file
    .optional()
    .describe(
      'Certificate of MQTT over TLS (PEM, with its chain). The plain port is then bound to loopback only. Renewed files are taken up within 10 s, or at SIGHUP.',
    ),
  NHIPPHO_MQTT_TLS_KEY: file.optional().describe('Its private key (PEM).'),
  NHIPPHO_MQTT_TLS_CA: file
    .optional()
    .describe("Who signs devices' certificates (PEM): a certificate's name is then as good as a credential."),
  NHIPPHO_MQTT_TLS_CRL: file.optional().describe('Revoked certificates of devices (PEM).'),
  NHIPPHO_MQTT_TLS_CLIENTS: z
    .enum(['optional', 'required'])
    .optional()
    .describe(
      'With NHIPPHO_MQTT_TLS_CA: `optional` (default), devices may come with a certificate or a credential, or `required`, whoever shows none is cut off.',
    ),
  NHIPPHO_HTTP_TLS_PORT: port
    .default(8443)
    .describe('Page, API and ingest over TLS, where a certificate is given.'),
  NHIPPHO_HTTP_TLS_CERT: file
    .optional()
    .describe(
      'Certificate of HTTP over TLS (PEM, with its chain). The plain port is then bound to loopback only. Renewed files are taken up within 10 s, or at SIGHUP.',
    ),
  NHIPPHO_HTTP_TLS_KEY: file.optional().describe('Its private key (PEM).'),
  NHIPPHO_PLAIN: z
    .enum(['loopback', 'everywhere'])
    .default('loopback')
    .describe('Where plain ports are bound that have a TLS port beside them: `everywhere` is NHIPPHO_BIND.'),
  NHIPPHO_PUBLIC_MQTT: z
    .string()
    .regex(/^mqtts?:\/\/[^/\s@]+$/, 'an address such as mqtt://iot.example.vn:1883')
    .optional()
    .describe(
      'Address at which devices outside reach the MQTT endpoint, for the lines that the page shows, e.g. `mqtts://iot.example.vn:8883`. Default: the host that the page was asked for, and NHIPPHO_MQTT_PORT.',
    ),
  NHIPPHO_PUBLIC_INGEST: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Address of HTTP ingest for the lines that the page shows. Default: the host that the page was asked for, with its own port in one process, else NHIPPHO_INGEST_PORT.',
    ),
  NHIPPHO_METRICS_PORT: port.default(9464).describe('Prometheus metrics; 0 picks a free port.'),
  NHIPPHO_SIMULATOR: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Run the virtual city against the platform.'),
  NHIPPHO_SIMULATOR_TARGET: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Host of the gateway that the virtual city sends to where it is a process of its own; at NHIPPHO_MQTT_PORT and NHIPPHO_INGEST_PORT.',
    ),
  NHIPPHO_BACKFILL_DAYS: z.coerce
    .number()
    .min(0)
    .max(400)
    .default(2)
    .describe('Days of history that the virtual city sends at its first start.'),
  NHIPPHO_SIMULATOR_OPTIONS: z
    .string()
    .default('')
    .describe('More options for the virtual city, e.g. `--loss 0.05 --seed 7`; see its `--help`.'),
  NHIPPHO_READS: z
    .enum(['open', 'identified'])
    .optional()
    .describe('Who may read: `open` to everyone (default when bound to loopback) or `identified`.'),
  NHIPPHO_FEED_ORIGINS: list
    .optional()
    .describe(
      'Origins of other sites whose pages may open the WebSocket feed, e.g. `https://map.example.vn`; comma-separated.',
    ),
  NHIPPHO_WEBHOOK_ALLOW: list
    .optional()
    .describe(
      'Host names, addresses and networks that webhooks may be sent to besides the public internet, e.g. `receiver.city.internal,10.1.0.0/16`.',
    ),
  NHIPPHO_DEVICE_RATE: positive
    .default(2000)
    .describe('Readings a second that one device may send before it is slowed down.'),
  NHIPPHO_DEVICE_BURST: positive.default(20_000).describe('Readings that one device may send at once.'),
  NHIPPHO_API_RATE: positive
    .default(500)
    .describe(
      'Requests a second that one caller may send to the API before it is answered 429; ten times as many at once.',
    ),
  NHIPPHO_ADMIN_KEY: z
    .string()
    .min(16)
    .optional()
    .describe("Administrator's key; generated at the first start unless given."),
  NHIPPHO_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Address under which browsers reach the page, e.g. `https://nhippho.example`; by default what they ask for.',
    ),
  NHIPPHO_OPEN_DATA_LICENCE: z
    .url({ protocol: /^https?$/ })
    .default('https://creativecommons.org/licenses/by/4.0/')
    .describe('Address of the licence that open data is published under.'),
  NHIPPHO_OPEN_DATA_PUBLISHER: z
    .string()
    .min(1)
    .default('Nhịp Phố Bình Dương')
    .describe('Who publishes the open data: the name in the catalogue, files and citations.'),
  NHIPPHO_OPEN_DATA_CONTACT: z
    .email()
    .optional()
    .describe('E-mail address for questions about open data; without one the catalogue names its page.'),
  NHIPPHO_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'OpenID Connect provider that people sign in at, found by discovery. Without one, and bound to loopback, a bundled one is there.',
    ),
  NHIPPHO_OIDC_CLIENT_ID: z.string().min(1).default('nhip-pho').describe('Client id at that provider.'),
  NHIPPHO_OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe('Client secret at that provider; without one the client is public (PKCE is used either way).'),
  NHIPPHO_LOG_MAX: bytes
    .refine((size) => size >= LEAST_LOG, 'at least 16MB: a quarter of it has to take the largest message')
    .default(10e9)
    .describe('Greatest size of the event log, e.g. `10GB`; on Kafka estimated, over all topics, one copy.'),
  NHIPPHO_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least severe log line that is written.'),
  NHIPPHO_OTLP_URL: z
    .url()
    .optional()
    .describe(
      'OpenTelemetry collector (OTLP over HTTP), e.g. `http://127.0.0.1:4318`; without it nothing is traced.',
    ),
  NHIPPHO_TRACE_RATIO: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.001)
    .describe(
      'Share of messages traced from PUBLISH to KPI; at most 100 a second, and as many that bring a sampled `traceparent`.',
    ),
  NHIPPHO_SEEDS: z
    .string()
    .min(1)
    .default('./seeds')
    .describe('Folder with the data that a city starts with.'),
  NHIPPHO_KAFKA_BROKERS: list.optional().describe('Kafka bootstrap servers, comma-separated (distributed).'),
  NHIPPHO_KAFKA_PREFIX: z
    .string()
    .regex(/^[a-zA-Z0-9._-]{0,100}$/, 'letters, digits, dots, underscores and hyphens')
    .default('')
    .describe('Put before every topic and consumer group, so that installations can share a Kafka cluster.'),
  NHIPPHO_KAFKA_SSL: z.enum(['on', 'off']).default('off').describe('TLS to the Kafka brokers.'),
  NHIPPHO_KAFKA_MECHANISM: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'])
    .default('scram-sha-512')
    .describe('How NHIPPHO_KAFKA_USER signs in.'),
  NHIPPHO_KAFKA_USER: z.string().optional().describe('Kafka user (SASL); none: no sign-in.'),
  NHIPPHO_KAFKA_PASSWORD: z.string().optional().describe("The Kafka user's password."),
  NHIPPHO_INFLUX_URL: z.url().optional().describe('InfluxDB base URL (distributed).'),
  NHIPPHO_INFLUX_VERSION: z.enum(['1', '2']).default('2').describe('InfluxDB API generation.'),
  NHIPPHO_INFLUX_TOKEN: z.string().optional().describe('InfluxDB 2 token.'),
  NHIPPHO_INFLUX_ORG: z.string().default('nhippho').describe('InfluxDB 2 organisation.'),
  NHIPPHO_INFLUX_USER: z.string().optional().describe('InfluxDB 1 user.'),
  NHIPPHO_INFLUX_PASSWORD: z.string().optional().describe('InfluxDB 1 password.'),
  NHIPPHO_INFLUX_DATABASE: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,60}$/, 'lower-case letters, digits, underscores and hyphens')
    .default('nhippho')
    .describe('InfluxDB database (1.x) or first part of the bucket names (2.x).'),
  NHIPPHO_POSTGRES_URL: z.string().optional().describe('PostgreSQL connection URL (distributed).'),
  NHIPPHO_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'smtp://user:password@host:587 or smtps://user:password@host:465' })
    .optional()
    .describe('Mail server for alarms: `smtp://user:password@host:587`, or `smtps://`; none: no e-mail.'),
  NHIPPHO_SMTP_FROM: z
    .string()
    .min(3)
    .default('nhippho@localhost')
    .describe('Sender of e-mails, e.g. `Nhịp Phố <canhbao@example.vn>`.'),
  NHIPPHO_SMTP_TO: list
    .optional()
    .describe('Addresses that alarms are sent to, comma-separated; needed for e-mail.'),
  NHIPPHO_SMTP_SEVERITY: z
    .enum(['info', 'warning', 'critical'])
    .default('warning')
    .describe('Least severity of which people are told by e-mail.'),
  NHIPPHO_BROKER_URL: z
    .url({ protocol: /^mqtts?$/, error: 'mqtt://user:password@host:1883 or mqtts://user:password@host:8883' })
    .optional()
    .describe(
      'External MQTT broker to subscribe at (second inlet): `mqtt://user:password@host:1883`, or `mqtts://`.',
    ),
  NHIPPHO_BROKER_CLIENT_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot, dash and underscore; at most 64')
    .default('nhippho-gateway')
    .describe(
      'Client id at that broker, whose session holds the unacknowledged messages: another one for each gateway, and the same one after a restart.',
    ),
  NHIPPHO_BROKER_SUBSCRIPTION: z
    .enum(['keep', 'end'])
    .default('keep')
    .describe(
      '`end`: ask that broker for nothing new and take what it still holds for this client id, before the gateway is taken away for good.',
    ),
});

export type Environment = z.infer<typeof environmentSchema>;
