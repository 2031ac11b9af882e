import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../libs/testing/src/eventually.js';
import type { Readings } from './check-stored.js';
import type { Rest } from './rest.js';
import { type SentLog, SentLogReader, size } from './sent-log.js';

const PROGRAM = join(import.meta.dirname, 'publisher.mjs');
const WINDOW = 60;
const END_WITHIN_MS = 60_000;

/** What is published to: one process, or four services. */
export interface LoadTarget {
  readonly rest: Pick<Rest, 'camera'>;
  readonly mqttPort: number;
  /** Where the publisher's files are kept. */
  readonly dataDir: string;
}

export interface LoadOptions {
  /** Devices are called so, with a number. */
  readonly name: string;
  readonly devices: number;
  /** Messages a second over all of them; 0: flat out. */
  readonly rate: number;
  /** Of each device; without it until it is finished. */
  readonly count?: number;
  readonly readings: Readings;
  /** Seconds that a device says to have between two readings. */
  readonly cadence?: number;
}

/** Cameras that publish: a process of its own, which logs what it sends and what is acknowledged. */
export class Load {
  private readonly reader: SentLogReader;

  private constructor(
    private readonly publisher: ChildProcess,
    logFile: string,
    readonly options: LoadOptions,
  ) {
    this.reader = new SentLogReader(logFile);
  }

  /** Registers the cameras and begins. */
  static async start(target: LoadTarget, options: LoadOptions): Promise<Load> {
    const { name, devices, rate, readings, cadence = 1, count = 10_000_000 } = options;
    const secrets: Record<string, string> = {};
    for (let i = 0; i < devices; i++)
      secrets[`${name}-${i}`] = await target.rest.camera(`${name}-${i}`, {
        cadence,
        activeFrom: readings.base,
      });
    const [logFile, devicesFile] = ['log', 'json'].map((end) => join(target.dataDir, `${name}.${end}`)) as [
      string,
      string,
    ];
    writeFileSync(devicesFile, JSON.stringify(secrets));
    writeFileSync(logFile, '');
    const wherefrom = ['--port', target.mqttPort, '--devices', devicesFile, '--log', logFile];
    const what = ['--count', count, '--base', readings.base, '--step', readings.stepMs];
    const how = ['--window', WINDOW, '--rate', rate];
    const publisher = spawn(process.execPath, [PROGRAM, ...[...wherefrom, ...what, ...how].map(String)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return new Load(publisher, logFile, options);
  }

  get log(): SentLog {
    return this.reader.read();
  }

  get acknowledged(): number {
    return size(this.log.acknowledged);
  }

  /** Resolves when so many more have been acknowledged. */
  async flows(more: number, withinMs = 120_000): Promise<void> {
    const before = this.acknowledged;
    await eventually(`${more} acknowledgements`, () => this.acknowledged >= before + more, withinMs, 50);
  }

  /** Resolves when all of its `count` are acknowledged. */
  async isDone(withinMs: number): Promise<SentLog> {
    return eventually('all to be acknowledged', () => (this.log.ended ? this.log : false), withinMs, 100);
  }

  /** Sends nothing new; resolves to the whole log. */
  async finish(): Promise<SentLog> {
    this.publisher.kill('SIGTERM');
    return this.isDone(END_WITHIN_MS);
  }

  /** Ends it, wherever it is. */
  abandon(): void {
    this.publisher.kill('SIGKILL');
  }
}
