import { ConfigError } from '@app/config';
import { RegistryError } from '@app/registry';
import { DataFolderInUse } from './data-folder.js';

const PORT_VARIABLES = [
  'NHIPPHO_HTTP_PORT',
  'NHIPPHO_MQTT_PORT',
  'NHIPPHO_METRICS_PORT',
  'NHIPPHO_HTTP_TLS_PORT',
  'NHIPPHO_MQTT_TLS_PORT',
] as const;

/** The ports as configured, for naming the variable of one that is taken. */
export interface Ports {
  readonly http: number;
  readonly mqtt: number;
  readonly metrics: number;
  readonly httpTls: number | null;
  readonly mqttTls: number | null;
}

/** What went wrong at the start, in one or two lines that say what to do; null for what nobody foresaw. */
export function explainStartupError(error: unknown, ports: Ports | null): string | null {
  if (error instanceof ConfigError) return `configuration: ${error.problems.join('\n  ')}`;
  if (error instanceof DataFolderInUse) {
    return `${error.message}: stop it, or give this one another folder with NHIPPHO_DATA`;
  }
  if (error instanceof RegistryError) return error.message;
  const { code, port, address } = systemError(error);
  if (code === 'EADDRINUSE' || code === 'EACCES') {
    const variable = variableOf(port, ports);
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be opened by this user';
    return `port ${port} on ${address ?? 'this address'} ${why}: choose another one with ${variable}`;
  }
  if (code === 'EADDRNOTAVAIL')
    return `address ${address ?? ''} is not one of this machine: see NHIPPHO_BIND`;
  if (code === 'ENOSPC')
    return 'the disk is full: make room in the data folder, or choose another with NHIPPHO_DATA';
  return null;
}

function variableOf(port: number | undefined, ports: Ports | null): string {
  if (ports === null) return PORT_VARIABLES.join(', ');
  if (port === ports.http) return PORT_VARIABLES[0];
  if (port === ports.mqtt) return PORT_VARIABLES[1];
  if (port === ports.metrics) return PORT_VARIABLES[2];
  if (port === ports.httpTls) return PORT_VARIABLES[3];
  if (port === ports.mqttTls) return PORT_VARIABLES[4];
  return PORT_VARIABLES.join(', ');
}

function systemError(error: unknown): { code?: string; port?: number; address?: string } {
  for (let current = error; typeof current === 'object' && current !== null;) {
    const { code, port, address, cause } = current as {
      code?: unknown;
      port?: unknown;
      address?: unknown;
      cause?: unknown;
    };
    if (typeof code === 'string' && code.startsWith('E') && !code.startsWith('EVENT')) {
      return {
        code,
        ...(typeof port === 'number' && { port }),
        ...(typeof address === 'string' && { address }),
      };
    }
    current = cause;
  }
  return {};
}
