import { resolve } from 'node:path';
import { type Environment, environmentSchema } from './environment.schema.js';
import { httpTlsOf, type MqttTls, mqttTlsOf, tlsProblems, type TlsPort } from './tls.js';

/** A wrong configuration, in one line per wrong variable: its name, its value and what is allowed. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

const SECRETS = /KEY|TOKEN|SECRET|PASSWORD|POSTGRES_URL|BROKER_URL|SMTP_URL/;
const LOOPBACK = /^(127\.|::1$|localhost$)/;

/** The validated configuration of a process; read once at its start. */
export class AppConfig {
  private constructor(private readonly env: Environment) {}

  /**
   * Reads and checks the variables that begin with NHIPPHO_.
   * @throws ConfigError naming each wrong or unknown variable.
   */
  static fromEnv(env: Readonly<Record<string, string | undefined>>): AppConfig {
    const given = Object.fromEntries(
      Object.entries(env).filter(
        ([name, value]) => name.startsWith('NHIPPHO_') && value !== undefined && value !== '',
      ),
    );
    const problems = Object.keys(given)
      .filter((name) => !(name in environmentSchema.shape))
      .map((name) => `${name}: no such variable; see docs/reference/configuration.md`);
    const parsed = environmentSchema.safeParse(given);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const name = String(issue.path[0]);
        const shown = SECRETS.test(name) ? '(secret)' : JSON.stringify(given[name] ?? null);
        problems.push(`${name}=${shown}: ${issue.message}`);
      }
    }
    if (parsed.success) problems.push(...tlsProblems(parsed.data));
    if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
    return new AppConfig(parsed.data);
  }

  get profile(): 'embedded' | 'distributed' {
    return this.env.NHIPPHO_PROFILE;
  }
  /** Absolute path of the data folder. */
  get dataDir(): string {
    return resolve(this.env.NHIPPHO_DATA);
  }
  /** Absolute path of the seeds. */
  get seedsDir(): string {
    return resolve(this.env.NHIPPHO_SEEDS);
  }
  get bind(): string {
    return this.env.NHIPPHO_BIND;
  }
  get isLoopback(): boolean {
    return LOOPBACK.test(this.bind);
  }
  /** Address that MQTT's plain port is bound to. */
  get mqttBind(): string {
    return this.plainBind(this.mqttTls);
  }
  /** Address that HTTP's plain port is bound to. */
  get httpBind(): string {
    return this.plainBind(this.httpTls);
  }
  /** MQTT over TLS; null: there is none. */
  get mqttTls(): MqttTls | null {
    return mqttTlsOf(this.env);
  }
  /** HTTP over TLS; null: there is none. */
  get httpTls(): TlsPort | null {
    return httpTlsOf(this.env);
  }
  get httpPort(): number {
    return this.env.NHIPPHO_HTTP_PORT;
  }
  get mqttPort(): number {
    return this.env.NHIPPHO_MQTT_PORT;
  }
  get mqttClientId(): 'free' | 'device' {
    return this.env.NHIPPHO_MQTT_CLIENT_ID;
  }
  get mqttConnectionsOfAddress(): number {
    return this.env.NHIPPHO_MQTT_CONNECTIONS_PER_ADDRESS;
  }
  get ingestPort(): number {
    return this.env.NHIPPHO_INGEST_PORT;
  }
  /** Where devices outside reach MQTT; null: at the host that they know the page by. */
  get publicMqtt(): string | null {
    return this.env.NHIPPHO_PUBLIC_MQTT ?? null;
  }
  /** Where devices outside reach HTTP ingest; null: at the host that they know the page by. */
  get publicIngest(): string | null {
    return this.env.NHIPPHO_PUBLIC_INGEST ?? null;
  }
  get metricsPort(): number {
    return this.env.NHIPPHO_METRICS_PORT;
  }
  get simulator(): boolean {
    return this.env.NHIPPHO_SIMULATOR === 'on';
  }
  get backfillDays(): number {
    return this.env.NHIPPHO_BACKFILL_DAYS;
  }
  /** Host of the gateway that the virtual city sends to; null: this process is the gateway. */
  get simulatorTarget(): string | null {
    return this.env.NHIPPHO_SIMULATOR_TARGET ?? null;
  }
  /** More options for the virtual city's command line. */
  get simulatorOptions(): readonly string[] {
    return this.env.NHIPPHO_SIMULATOR_OPTIONS.split(/\s+/).filter((word) => word !== '');
  }
  /** `open`: whoever reaches the port may read. Open by default only while bound to loopback. */
  get reads(): 'open' | 'identified' {
    return this.env.NHIPPHO_READS ?? (this.isLoopback ? 'open' : 'identified');
  }
  /** Origins of other sites whose pages may open the WebSocket feed. */
  get feedOrigins(): readonly string[] {
    return this.env.NHIPPHO_FEED_ORIGINS ?? [];
  }
  /** Hosts and networks that webhooks may be sent to besides the public internet. */
  get webhookAllow(): readonly string[] {
    return this.env.NHIPPHO_WEBHOOK_ALLOW ?? [];
  }
  get deviceRatePerSecond(): number {
    return this.env.NHIPPHO_DEVICE_RATE;
  }
  get deviceRateBurst(): number {
    return this.env.NHIPPHO_DEVICE_BURST;
  }
  /** Requests a second that one caller may send; ten times as many at once. */
  get apiRate(): number {
    return this.env.NHIPPHO_API_RATE;
  }
  get adminKey(): string | null {
    return this.env.NHIPPHO_ADMIN_KEY ?? null;
  }
  /** Without a slash at the end; null: what the browser asked for. */
  get publicUrl(): string | null {
    return this.env.NHIPPHO_PUBLIC_URL?.replace(/\/+$/, '') ?? null;
  }
  /** How open data is published: address of the licence, name of the publisher, e-mail address or null. */
  get openData(): { readonly licence: string; readonly publisher: string; readonly contact: string | null } {
    return {
      licence: this.env.NHIPPHO_OPEN_DATA_LICENCE,
      publisher: this.env.NHIPPHO_OPEN_DATA_PUBLISHER.normalize('NFC'),
      contact: this.env.NHIPPHO_OPEN_DATA_CONTACT ?? null,
    };
  }
  /** Provider that people sign in at; null: none is named. */
  get oidc(): {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string | null;
  } | null {
    const { NHIPPHO_OIDC_ISSUER: issuer, NHIPPHO_OIDC_CLIENT_ID: clientId } = this.env;
    return issuer === undefined
      ? null
      : { issuer, clientId, clientSecret: this.env.NHIPPHO_OIDC_CLIENT_SECRET ?? null };
  }
  get logMaxBytes(): number {
    return this.env.NHIPPHO_LOG_MAX;
  }
  get logLevel(): Environment['NHIPPHO_LOG_LEVEL'] {
    return this.env.NHIPPHO_LOG_LEVEL;
  }
  /** Partitions of a keyed topic. */
  get partitions(): number {
    return this.profile === 'embedded' ? 4 : 12;
  }
  get kafkaBrokers(): readonly string[] {
    return this.env.NHIPPHO_KAFKA_BROKERS ?? [];
  }
  /** Put before every topic and consumer group. */
  get kafkaPrefix(): string {
    return this.env.NHIPPHO_KAFKA_PREFIX;
  }
  /** TLS to the Kafka brokers. */
  get kafkaSsl(): boolean {
    return this.env.NHIPPHO_KAFKA_SSL === 'on';
  }
  /** How to sign in at the Kafka brokers; null: not at all. */
  get kafkaSign(): {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  } | null {
    const { NHIPPHO_KAFKA_USER: username, NHIPPHO_KAFKA_PASSWORD: password = '' } = this.env;
    return username === undefined
      ? null
      : { mechanism: this.env.NHIPPHO_KAFKA_MECHANISM, username, password };
  }
  get influx(): {
    readonly url: string | null;
    readonly database: string;
    readonly version: '1' | '2';
    readonly token: string | null;
    readonly org: string;
    readonly user: string | null;
    readonly password: string | null;
  } {
    return {
      url: this.env.NHIPPHO_INFLUX_URL ?? null,
      database: this.env.NHIPPHO_INFLUX_DATABASE,
      version: this.env.NHIPPHO_INFLUX_VERSION,
      token: this.env.NHIPPHO_INFLUX_TOKEN ?? null,
      org: this.env.NHIPPHO_INFLUX_ORG,
      user: this.env.NHIPPHO_INFLUX_USER ?? null,
      password: this.env.NHIPPHO_INFLUX_PASSWORD ?? null,
    };
  }
  /** Collector of OpenTelemetry spans (null: no tracing), and the share of messages traced, 0 to 1. */
  get tracing(): { readonly url: string | null; readonly ratio: number } {
    return { url: this.env.NHIPPHO_OTLP_URL ?? null, ratio: this.env.NHIPPHO_TRACE_RATIO };
  }
  get postgresUrl(): string | null {
    return this.env.NHIPPHO_POSTGRES_URL ?? null;
  }
  /** How people are told of alarms by e-mail; null: they aren't. */
  get mail(): {
    readonly smtpUrl: string;
    readonly from: string;
    readonly to: readonly string[];
    readonly severity: 'info' | 'warning' | 'critical';
    readonly publicUrl: string | null;
  } | null {
    const { NHIPPHO_SMTP_URL: smtpUrl, NHIPPHO_SMTP_TO: to = [] } = this.env;
    if (smtpUrl === undefined || to.length === 0) return null;
    return {
      smtpUrl,
      from: this.env.NHIPPHO_SMTP_FROM,
      to,
      severity: this.env.NHIPPHO_SMTP_SEVERITY,
      publicUrl: this.publicUrl,
    };
  }
  get brokerUrl(): string | null {
    return this.env.NHIPPHO_BROKER_URL ?? null;
  }
  get brokerClientId(): string {
    return this.env.NHIPPHO_BROKER_CLIENT_ID;
  }
  get brokerSubscription(): 'keep' | 'end' {
    return this.env.NHIPPHO_BROKER_SUBSCRIPTION;
  }

  private plainBind(tls: TlsPort | null): string {
    const isOpen = tls === null || this.env.NHIPPHO_PLAIN === 'everywhere' || this.isLoopback;
    return isOpen ? this.bind : '127.0.0.1';
  }
}
