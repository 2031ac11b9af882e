import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../../libs/testing/src/eventually.js';
import type { Readings } from '../../support/check-stored.js';
import type { PlatformProcess } from '../../support/platform-process.js';
import { type SentLog, SentLogReader } from '../../support/sent-log.js';

const PROGRAM = join(import.meta.dirname, '..', '..', 'support', 'publisher.mjs');
/** More than any experiment waits for. */
const COUNT = 10_000_000;
const ENDS_WITHIN_MS = 60_000;

export interface Load {
  /** Begins the names of its devices. */
  readonly name: string;
  readonly devices: number;
  /** Readings a second over all devices. */
  readonly rate: number;
  readonly readings: Readings;
}

/** Cameras that publish from a process of their own, which notes what it sends and what is acknowledged. */
export class PublisherProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly reader: SentLogReader,
  ) {}

  /** Registers the cameras and begins. */
  static async start(platform: PlatformProcess, load: Load): Promise<PublisherProcess> {
    const { name, devices, rate, readings } = load;
    const secrets: Record<string, string> = {};
    for (let i = 0; i < devices; i++) {
      const id = `${name}-${i}`;
      secrets[id] = await platform.rest.camera(id, { cadence: 1, activeFrom: readings.base });
    }
    const logFile = join(platform.dataDir, `${name}.log`);
    const devicesFile = join(platform.dataDir, `${name}.json`);
    writeFileSync(devicesFile, JSON.stringify(secrets));
    writeFileSync(logFile, '');
    const where = ['--port', platform.ports.mqtt, '--devices', devicesFile, '--log', logFile];
    const what = ['--count', COUNT, '--base', readings.base, '--step', readings.stepMs, '--rate', rate];
    const child = spawn(process.execPath, [PROGRAM, ...[...where, ...what].map(String)]);
    return new PublisherProcess(child, new SentLogReader(logFile));
  }

  get log(): SentLog {
    return this.reader.read();
  }

  /** Lets what is under way be acknowledged; resolves to all that was sent. */
  async end(): Promise<SentLog> {
    this.child.kill('SIGTERM');
    await eventually('the publisher to end', () => this.log.ended, ENDS_WITHIN_MS);
    return this.log;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
