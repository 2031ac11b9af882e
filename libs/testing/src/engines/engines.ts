import { spawnSync } from 'node:child_process';
import { findBrowser } from './browser.js';

/** The user that the tests' InfluxDB 1.x knows. */
export const INFLUX1_LOGIN = { user: 'nhippho', password: 'nhippho-test' } as const;

/** The engines that this run of the tests shares; null: not to be had (no Docker). */
export interface TestEngines {
  /** Containers can be started; for what a suite starts by itself. */
  readonly docker: true | null;
  /** A C compiler, and Linux under it: what a process does to its files can be recorded. */
  readonly compiler: true | null;
  readonly kafka: { readonly brokers: readonly string[] } | null;
  readonly influx1: { readonly url: string; readonly user: string; readonly password: string } | null;
  /** `url` names a superuser and a database that nobody writes to; see `createDatabase`. */
  readonly postgres: { readonly url: string } | null;
  /** A browser of the Chromium family that is installed; nothing is downloaded. */
  readonly browser: { readonly executable: string } | null;
}

export type TestEngine = keyof TestEngines;

/**
 * The browser that NHIPPHO_TEST_BROWSER or PATH leads to, and the engines as Jest's globalSetup has started them, or as the variables NHIPPHO_TEST_KAFKA (host:port),
 * NHIPPHO_TEST_INFLUX1 and NHIPPHO_TEST_POSTGRES (URLs) name others.
 */
export function testEngines(): TestEngines {
  const kafka = process.env['NHIPPHO_TEST_KAFKA'];
  const influx1 = process.env['NHIPPHO_TEST_INFLUX1'];
  const postgres = process.env['NHIPPHO_TEST_POSTGRES'];
  return {
    docker: process.env['NHIPPHO_TEST_DOCKER'] === 'yes' ? true : null,
    compiler: hasCompiler(),
    kafka: kafka ? { brokers: kafka.split(',') } : null,
    influx1: influx1 ? { url: influx1, ...INFLUX1_LOGIN } : null,
    postgres: postgres ? { url: postgres } : null,
    browser: findBrowser(process.env),
  };
}

let compiler: true | null | undefined;

function hasCompiler(): true | null {
  compiler ??= process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0 ? true : null;
  return compiler;
}

/** The engine that a suite declared with `describeWith` may count on. @throws where it isn't there */
export function testEngine<E extends TestEngine>(engine: E): NonNullable<TestEngines[E]> {
  const found = testEngines()[engine];
  if (!found)
    throw new Error(`no ${engine} for the tests: declare the suite with describeWith('${engine}', …)`);
  return found;
}
