import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlatformProcess } from '../../support/platform-process.js';
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
}

/**
 * Starts a platform on an empty folder under the recorder, registers cameras, publishes `messages` readings, and kills it with
 * what is under way.
 */
export async function recordPlatform(
  recorder: Recorder,
  messages: number,
  window: number,
): Promise<RecordedPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'nhippho-recorded-'));
  const trace = join(folder, 'trace');
  const platform = await PlatformProcess.create();
  const base = Math.floor(Date.now() / 1000) * 1000 - DAYS_BACK * 86_400_000;
  try {
    const { mqtt } = platform.ports;
    await platform.start(recorder.env({ root: platform.dataDir, trace, port: mqtt }));
    const credentials = new Map<string, string>();
    for (const device of DEVICES)
      credentials.set(device, await platform.rest.camera(device, { cadence: 1, activeFrom: base }));
    const sendings = await publish({ mqttPort: mqtt, base, from: 0, to: messages, credentials, window });
    await platform.stop('SIGKILL');
    const events = readTrace(trace);
    const acknowledged = acknowledgementsIn(events, sendings);
    return { events, sendings, acknowledged, base, credentials };
  } finally {
    await platform.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
