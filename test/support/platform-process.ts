import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort } from '@app/testing';
import { type Engines, type Place, takePlace } from './engines.js';
import { Rest } from './rest.js';

export const STEERED = 'test/support/steered-platform.mjs';

const ROOT = join(import.meta.dirname, '..', '..');

/** A platform as a child process on free ports and, unless given, a data folder of its own. */
export class PlatformProcess {
  private child: ChildProcess | null = null;
  /** Everything that it has printed since its last start. */
  output = '';

  private constructor(
    readonly dataDir: string,
    readonly ports: { http: number; mqtt: number; metrics: number },
    private readonly env: Readonly<Record<string, string>>,
    private readonly entry: string,
    private readonly place: Place | null,
  ) {}

  /** Picks ports, folder and, on the distributed engines, a place of its own there; starts nothing yet. */
  static async create(
    options: { env?: Record<string, string>; entry?: string; dataDir?: string; engines?: Engines } = {},
  ): Promise<PlatformProcess> {
    const [http, mqtt, metrics] = await Promise.all([freePort(), freePort(), freePort()]);
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'nhippho-e2e-'));
    const entry = options.entry ?? 'dist/apps/platform/src/main.js';
    const place = options.engines === 'distributed' ? await takePlace() : null;
    const env = { ...place?.env, ...options.env };
    return new PlatformProcess(dataDir, { http, mqtt, metrics }, env, entry, place);
  }

  get base(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  get mqttPort(): number {
    return this.ports.mqtt;
  }

  get rest(): Rest {
    return new Rest(this.base, readFileSync(join(this.dataDir, 'admin.key'), 'utf8').trim());
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get running(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts it and waits until it is ready. */
  async start(extra: Record<string, string> = {}): Promise<void> {
    this.output = '';
    const child = spawn(process.execPath, ['--enable-source-maps', this.entry], {
      cwd: ROOT,
      env: {
        ...inheritedEnv(),
        NHIPPHO_DATA: this.dataDir,
        NHIPPHO_HTTP_PORT: String(this.ports.http),
        NHIPPHO_MQTT_PORT: String(this.ports.mqtt),
        NHIPPHO_METRICS_PORT: String(this.ports.metrics),
        NHIPPHO_SIMULATOR: 'off',
        ...this.env,
        ...extra,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    await eventually(
      'the platform to be ready',
      async () => {
        return !this.running || (await fetch(`${this.base}/ready`)).ok;
      },
      60_000,
      50,
    );
    if (!this.running) throw new Error(`the platform ended:\n${this.output}`);
  }

  /** Tells a steered platform what to do. */
  steer(message: { killAt?: string; shiftMs?: number }): void {
    this.child?.send(message);
  }

  /** A figure of `/metrics`, summed over its labels. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.ports.metrics}/metrics`)).text();
    const rows = text.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'));
    return Array.from(rows).reduce((sum, [, value]) => sum + Number(value), 0);
  }

  /** Asks it to stop; resolves to its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.running) this.child?.kill(signal);
    return this.ended();
  }

  /** Resolves when the process has ended, however it did. */
  async ended(): Promise<number | null> {
    const child = this.child;
    if (!child) return null;
    if (child.exitCode === null && child.signalCode === null) {
      await new Promise((resolve) => child.once('exit', resolve));
    }
    return child.exitCode;
  }

  /** Ends it for good and removes its data. */
  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.dataDir, { recursive: true, force: true });
    await this.place?.remove();
  }
}

/** The environment without our own variables, so that a developer's settings don't reach a test. */
function inheritedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('NHIPPHO_') || value === undefined ? [] : [[name, value]],
    ),
  );
}
