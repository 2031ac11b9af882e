import { type AppConfig, ConfigError } from '@app/config';
import type { ServiceDefinition } from './service-definition.js';

const GIVEN: Readonly<Record<ServiceDefinition['needs'][number], (config: AppConfig) => boolean>> = {
  kafka: (config) => config.kafkaBrokers.length > 0,
  influx: (config) => config.influx.url !== null,
  postgres: (config) => config.postgresUrl !== null,
};
const VARIABLE = {
  kafka: 'NHIPPHO_KAFKA_BROKERS',
  influx: 'NHIPPHO_INFLUX_URL',
  postgres: 'NHIPPHO_POSTGRES_URL',
} as const;

/**
 * Services as processes share their engines, which the embedded ones can't be.
 * @throws ConfigError naming each variable that is missing
 */
export function requireEngines({ name, needs }: ServiceDefinition, config: AppConfig): void {
  if (config.profile !== 'distributed') {
    throw new ConfigError([
      `NHIPPHO_PROFILE="${config.profile}": ${name} as a process of its own needs "distributed"; ` +
        '`npm start` runs all services in one process on embedded engines',
    ]);
  }
  const missing = needs.filter((engine) => !GIVEN[engine](config));
  if (missing.length > 0) {
    throw new ConfigError(missing.map((engine) => `${VARIABLE[engine]} is needed by ${name} and not set`));
  }
}
