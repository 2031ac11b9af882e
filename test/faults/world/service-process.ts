import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../../libs/testing/src/eventually.js';
import { freePort } from '../../../libs/testing/src/engines/free-port.js';
import { rssAnonMb } from '../../support/rss-anon.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const READY_WITHIN_MS = 120_000;
const MEMORY_EVERY_MS = 250;
const KEPT_OUTPUT = 200_000;

/** One service as a process, started again by whoever ended it. */
export class ServiceProcess {
  private child: ChildProcess | null = null;
  private peakMb = 0;
  private timer: NodeJS.Timeout | null = null;
  /** The end of what it has printed, over all its lives. */
  output = '';

  private constructor(
    readonly name: string,
    private readonly entry: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly metricsPort: number,
  ) {}

  /** Picks its status port; starts nothing yet. */
  static async create(
    name: string,
    entry: string,
    env: Readonly<Record<string, string>>,
  ): Promise<ServiceProcess> {
    return new ServiceProcess(name, entry, env, await freePort());
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts the process; it becomes ready by itself. */
  start(): void {
    const child = spawn(process.execPath, ['--enable-source-maps', this.entry], {
      cwd: ROOT,
      env: { ...inheritedEnv(), ...this.env, NHIPPHO_METRICS_PORT: String(this.metricsPort) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    const keep = (chunk: Buffer): void => {
      this.output = (this.output + chunk.toString()).slice(-KEPT_OUTPUT);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    this.timer ??= setInterval(() => this.weigh(), MEMORY_EVERY_MS).unref();
  }

  /** Resolves when it says that it is ready. @throws when it ends instead */
  async ready(): Promise<void> {
    await eventually(
      `${this.name} to be ready`,
      async () => !this.isRunning || (await this.isReady()),
      READY_WITHIN_MS,
      100,
    );
    if (!this.isRunning) throw new Error(`${this.name} ended:\n${this.output}`);
  }

  async isReady(): Promise<boolean> {
    return (await fetch(this.status('/ready'))).ok;
  }

  /** @throws naming the service and what its checks say */
  async mustBeReady(): Promise<void> {
    const answer = await fetch(this.status('/ready'));
    if (!answer.ok) throw new Error(`${this.name} is not ready: ${await answer.text()}`);
  }

  /** Values of a metric by its `partition` label, or under '' without one. */
  async metric(name: string): Promise<ReadonlyMap<string, number>> {
    const text = await (await fetch(this.status('/metrics'))).text();
    const values = new Map<string, number>();
    for (const [, labels = '', value] of text.matchAll(new RegExp(`^${name}(\\{.*\\})? (.+)$`, 'gm')))
      values.set(/partition="(\d+)"/.exec(labels)?.[1] ?? '', Number(value));
    return values;
  }

  /** Tells a steered process what to do. */
  steer(message: Readonly<Record<string, string>>): void {
    this.child?.send(message);
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** True while it is stopped by SIGSTOP. */
  get isFrozen(): boolean {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
  }

  /** Ends it by the signal; resolves to its exit code, null after a kill. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (!child || !this.isRunning) return child?.exitCode ?? null;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  /** Most memory of its own (RssAnon) since the last call, MB. */
  takePeakMb(): number {
    this.weigh();
    const mb = this.peakMb;
    this.peakMb = 0;
    return mb;
  }

  async remove(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.end('SIGKILL');
  }

  private weigh(): void {
    if (this.isRunning) this.peakMb = Math.max(this.peakMb, rssAnonMb(this.pid));
  }

  private status(path: string): string {
    return `http://127.0.0.1:${this.metricsPort}${path}`;
  }
}

/** The environment without our own variables, so that a developer's settings don't reach an experiment. */
function inheritedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('NHIPPHO_') || value === undefined ? [] : [[name, value]],
    ),
  );
}
