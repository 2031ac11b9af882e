import type { Environment } from './environment.schema.js';

/** Files of a TLS port, as paths; null: there is none. */
export interface TlsPaths {
  readonly cert: string;
  readonly key: string;
  /** Who signs the certificates of clients; null: clients show none. */
  readonly ca: string | null;
  /** Which of those are revoked. */
  readonly crl: string | null;
  /** Variables that name the files, for messages about them. */
  readonly variables: string;
}

/** Where a service is reached, encrypted. */
export interface TlsPort extends TlsPaths {
  readonly port: number;
}

/** The devices' one; `clients` says whether a certificate is asked of each. */
export interface MqttTls extends TlsPort {
  readonly clients: 'optional' | 'required';
}

/** What doesn't go together among the TLS variables, one line each. */
export function tlsProblems(env: Environment): string[] {
  const problems: string[] = [];
  for (const name of ['MQTT', 'HTTP'] as const) {
    const [cert, key] = [env[`NHIPPHO_${name}_TLS_CERT`], env[`NHIPPHO_${name}_TLS_KEY`]];
    if ((cert === undefined) !== (key === undefined))
      problems.push(`NHIPPHO_${name}_TLS_CERT, NHIPPHO_${name}_TLS_KEY: needed both, or neither`);
  }
  if (env.NHIPPHO_MQTT_TLS_CA !== undefined && env.NHIPPHO_MQTT_TLS_CERT === undefined)
    problems.push('NHIPPHO_MQTT_TLS_CA: needs NHIPPHO_MQTT_TLS_CERT and NHIPPHO_MQTT_TLS_KEY');
  for (const name of ['NHIPPHO_MQTT_TLS_CRL', 'NHIPPHO_MQTT_TLS_CLIENTS'] as const)
    if (env[name] !== undefined && env.NHIPPHO_MQTT_TLS_CA === undefined)
      problems.push(`${name}: needs NHIPPHO_MQTT_TLS_CA`);
  return problems;
}

/** The devices' TLS port; null: there is none. */
export function mqttTlsOf(env: Environment): MqttTls | null {
  const { NHIPPHO_MQTT_TLS_CERT: cert, NHIPPHO_MQTT_TLS_KEY: key } = env;
  if (cert === undefined || key === undefined) return null;
  return {
    port: env.NHIPPHO_MQTT_TLS_PORT,
    cert,
    key,
    ca: env.NHIPPHO_MQTT_TLS_CA ?? null,
    crl: env.NHIPPHO_MQTT_TLS_CRL ?? null,
    clients: env.NHIPPHO_MQTT_TLS_CLIENTS ?? 'optional',
    variables: 'NHIPPHO_MQTT_TLS_CERT, _KEY, _CA, _CRL',
  };
}

/** HTTP's TLS port; null: there is none. */
export function httpTlsOf(env: Environment): TlsPort | null {
  const { NHIPPHO_HTTP_TLS_CERT: cert, NHIPPHO_HTTP_TLS_KEY: key } = env;
  if (cert === undefined || key === undefined) return null;
  const variables = 'NHIPPHO_HTTP_TLS_CERT, _KEY';
  return { port: env.NHIPPHO_HTTP_TLS_PORT, cert, key, ca: null, crl: null, variables };
}
