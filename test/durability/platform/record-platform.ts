import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlatformProcess, STEERED } from '../../support/platform-process.js';
import type { Recorder } from '../recorder/recorder.js';
import { readTrace, type TraceEvent } from '../trace/events.js';
import { type Acknowledged, acknowledgementsIn } from './acknowledgements.js';
import { publish, type Sending } from './publish.js';
import { DEVICES } from './readings-sent.js';

const DAYS_BACK = 5;

/** A platform's whole life on the disk, with every acknowledgement that it gave. */
export interface RecordedPlatform {
  readonly events: readonly TraceEvent[];
  readonly sendings: readonly Sending[];
  readonly acknowledged: readonly Acknowledged[];
  /** Time of the first reading, epoch ms. */
  readonly base: number;
  readonly credentials: ReadonlyMap<string, string>;
  /** Events that had happened when the first dump of the registry that knows the cameras was durable. */
  readonly dumpedAt: number;
}

/**
 * Starts a platform on an empty folder under the recorder, registers cameras, publishes `messages` readings with a dump
 * of the registry after each third, and kills it with what is under way.
 */
export async function recordPlatform(
  recorder: Recorder,
  messages: number,
  window: number,
): Promise<RecordedPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'nhippho-recorded-'));
  const trace = join(folder, 'trace');
  const platform = await PlatformProcess.create({ entry: STEERED });
  const base = Math.floor(Date.now() / 1000) * 1000 - DAYS_BACK * 86_400_000;
  try {
    const { mqtt } = platform.ports;
    await platform.start(recorder.env({ root: platform.dataDir, trace, port: mqtt }));
    const credentials = new Map<string, string>();
    for (const device of DEVICES)
      credentials.set(device, await platform.rest.camera(device, { cadence: 1, activeFrom: base }));
    const sendings: Sending[] = [];
    const parts = 3;
    for (let part = 0; part < parts; part++) {
      const [from, to] = [part, part + 1].map((n) => Math.floor((messages * n) / parts));
      const dumping = part === 0 ? Promise.resolve() : platform.dump();
      sendings.push(...(await publish({ mqttPort: mqtt, base, from: from!, to: to!, credentials, window })));
      await dumping;
    }
    await platform.stop('SIGKILL');
    const events = readTrace(trace);
    const acknowledged = acknowledgementsIn(events, sendings);
    return { events, sendings, acknowledged, base, credentials, dumpedAt: firstDump(events) };
  } finally {
    await platform.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder of dumps is synced last. */
function firstDump(events: readonly TraceEvent[]): number {
  const folders = new Set<number>();
  let isNamed = false;
  const at = events.findIndex((event) => {
    if (event.kind === 'open' && event.path === 'registry-dumps') folders.add(event.file);
    if (event.kind === 'rename' && event.to.endsWith('.tar')) isNamed = true;
    return isNamed && event.kind === 'sync-end' && folders.has(event.file);
  });
  return at < 0 ? events.length : at;
}
