import type { PendingCycle, RejectedRow } from '@app/registry';
import type { TestRegistry } from '../test-registry.js';

export const HOUR = 3_600_000;
export const T0 = Date.UTC(2026, 10, 23, 1);
/** A stored secret that no credential matches. */
export const SECRET = { salt: new Uint8Array(16).fill(1), hash: new Uint8Array(32).fill(2) };

let names = 0;
/** A name that no other test of the suite uses, so that tests need no order. */
export const fresh = (what: string): string => `${what}-${++names}`;

export function aStation(
  id: string,
  kind = 'traffic',
): Parameters<TestRegistry['inventory']['createStation']>[0] {
  return { id, name: 'Ngã tư Sở Sao', kind, lat: 11.02, lon: 106.66 };
}

/** A device type of the family, by whatever name the seeds have it. */
export async function profileOf({ inventory }: TestRegistry, family: string): Promise<string> {
  const profile = [...(await inventory.snapshot()).profiles.values()].find((one) => one.family === family);
  if (profile === undefined) throw new Error(`the seeds have no profile of family ${family}`);
  return profile.id;
}

export function aCycle(over: Partial<PendingCycle> & { device?: string } = {}): PendingCycle {
  const { device = fresh('dev'), ...rest } = over;
  const counts = [
    { device, hour: T0, stored: 5, corrected: 1, duplicate: 2, rejected: { future: 3 }, privacyDropped: 0 },
  ];
  return { from: 0, next: 11, epoch: 1, counts, rejected: [], unlisted: 3, ...rest };
}

export function aRejected(over: Partial<RejectedRow> = {}): RejectedRow {
  return {
    partition: 0,
    offset: 7,
    index: 1,
    at: T0 + 5,
    device: 'dev',
    topic: 'telemetry/dev',
    reason: 'future',
    detail: 'ts: 10 minutes ahead',
    bytes: new TextEncoder().encode('{"ts":'),
    ...over,
  };
}
