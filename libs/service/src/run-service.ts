import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppConfig, ConfigError, SystemClock } from '@app/config';
import { type Logger, Logs, Metrics, Readiness, StatusServer } from '@app/observability';
import { requireEngines } from './require-engines.js';
import type { ServiceDefinition } from './service-definition.js';
import { closeWithin, startApplication } from './start-application.js';
import { isUnavailable, wordsOf } from './unavailable.js';

/** Shorter than the 30 s that Kubernetes gives, and than Compose's `stop_grace_period`. */
const DRAIN_WITHIN_MS = 22_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** Exit codes: stopped as asked to; something went wrong; the configuration has to change first. */
const EXIT = { ok: 0, failed: 1, misconfigured: 2 } as const;

/**
 * Runs a service until SIGTERM or SIGINT, then finishes what is under way and ends the process with 0. While an engine
 * can't be reached it waits for it: alive, but not ready. A wrong configuration ends the process with 2, whatever
 * nobody foresaw with 1.
 * @param env the process's environment variables
 */
export async function runService(
  definition: ServiceDefinition,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const config = readConfig(definition, env);
  const logs = new Logs(config.logLevel);
  const log = logs.for(definition.name);
  process.on('uncaughtException', (error) => fatal(log, error));
  process.on('unhandledRejection', (error) => fatal(log, error));
  const waiting = { on: 'starting' };
  const ofProcess = new Metrics(true);
  const status = new StatusServer({ metrics: [ofProcess], readiness: withService(() => waiting.on) });
  await status.listen(config.metricsPort, config.bind).catch((error: unknown) => giveUp(log, error));
  const stopping = whenAskedToStop(log);
  const starting = untilStarted(definition, { config, logs, log, ofProcess, status, waiting, stopping });
  const app = await Promise.race([starting, aborted(stopping)]);
  if (app !== null) {
    await aborted(stopping);
    status.show({ readiness: withService(() => 'stopping') });
    if (!(await closeWithin(app, DRAIN_WITHIN_MS))) {
      log.error(`not finished within ${DRAIN_WITHIN_MS / 1000} s; ending all the same`);
      process.exit(EXIT.failed);
    }
  }
  await status.close();
  log.info('stopped');
  process.exit(EXIT.ok);
}

interface Start {
  readonly config: AppConfig;
  readonly logs: Logs;
  readonly log: Logger;
  /** Metrics of the process itself, which stay. */
  readonly ofProcess: Metrics;
  readonly status: StatusServer;
  /** What `/ready` says meanwhile. */
  readonly waiting: { on: string };
  readonly stopping: AbortSignal;
}

/** Tries until it runs, waiting ever longer for an engine that can't be reached; null when it was stopped before. */
async function untilStarted(
  definition: ServiceDefinition,
  { config, logs, log, ofProcess, status, waiting, stopping }: Start,
): Promise<NestFastifyApplication | null> {
  const clock = new SystemClock();
  for (let waitMs = FIRST_WAIT_MS; !stopping.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    // New ones for each attempt: those of the one before speak of parts that are closed.
    let isRunning = false;
    const metrics = new Metrics();
    const readiness = withService(() => (isRunning ? null : waiting.on));
    status.show({ metrics: [ofProcess, metrics], readiness });
    try {
      const app = await startApplication(definition, { config, clock, logs, metrics, readiness });
      isRunning = true;
      log.info('started');
      return app;
    } catch (error) {
      if (stopping.aborted) return null;
      if (!isUnavailable(error)) giveUp(log, error);
      waiting.on = `waiting: ${wordsOf(error)}`;
      log.warn({ againInMs: waitMs }, `not started yet, trying again: ${wordsOf(error)}`);
      await delay(waitMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return null;
}

function readConfig(
  definition: ServiceDefinition,
  env: Readonly<Record<string, string | undefined>>,
): AppConfig {
  try {
    const config = AppConfig.fromEnv(env);
    requireEngines(definition, config);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`configuration: ${error.problems.join('\n  ')}\n`);
    process.exit(EXIT.misconfigured);
  }
}

/** Readiness of a service that isn't ready for `obstacle`, and is as ready as its parts where there is none. */
function withService(obstacle: () => string | null): Readiness {
  const readiness = new Readiness();
  readiness.add('service', () => {
    const detail = obstacle();
    return { ok: detail === null, detail: detail ?? 'runs' };
  });
  return readiness;
}

function whenAskedToStop(log: Logger): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!stop.signal.aborted) log.info({ signal }, 'stopping');
      stop.abort();
    });
  }
  return stop.signal;
}

function aborted(signal: AbortSignal): Promise<null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
}

/** Ends the process for an error that waiting doesn't mend, e.g. a port that is taken or a password that is wrong. */
function giveUp(log: Logger, error: unknown): never {
  if (error instanceof ConfigError) {
    process.stderr.write(`configuration: ${error.problems.join('\n  ')}\n`);
    process.exit(EXIT.misconfigured);
  }
  log.fatal({ detail: error instanceof Error ? error.stack : undefined }, `not started: ${wordsOf(error)}`);
  process.exit(EXIT.failed);
}

/** Whatever nobody awaited: the state of this process is unknown, so it ends and the next one repeats the work. */
function fatal(log: Logger, error: unknown): never {
  log.fatal({ err: error }, 'ending after an error that nobody handled');
  process.exit(EXIT.failed);
}
