import { join } from 'node:path';
import { RegistryOptions } from '@app/registry';
import { openRegistry } from '@app/testing';
import { crashesOf } from '../crash/crash-points.js';
import { type Losses, overImages } from '../crash/over-images.js';
import type { Result, Settings } from '../experiments/experiment.js';
import { type Printed, recordChild } from '../record-child.js';
import type { TraceEvent } from '../trace/events.js';
import { TEMPLATE } from './template.js';

const CHILD = 'test/durability/registry/editing-child.ts';
/** Enough for several checkpoints. */
const EDITS = 240;

/** A registry that is edited, crashed at many points: it has every edit that was answered, and no half of one. */
export async function editedRegistry({ recorder, form, seed }: Settings): Promise<Result> {
  const { events, printed } = await recordChild(recorder, CHILD, (folder) => [folder], EDITS);
  const { findings, lost } = await crashRegistry(events, printed, seed, form.registryImages);
  return {
    experiment: 'registry (PGlite)',
    form: form.name,
    seed,
    points: form.registryImages,
    // One more was under way.
    sent: printed.length + 1,
    acknowledged: printed.length,
    lost,
    findings,
  };
}

/** Opens images of a recorded run of the child; says what they have lost. */
function crashRegistry(
  events: readonly TraceEvent[],
  printed: readonly Printed[],
  seed: number,
  count: number,
): Promise<Losses> {
  // From the first answer on; until then the registry is being made, and nothing is promised.
  const from = printed[0]?.at ?? 0;
  return overImages(crashesOf(events, { seed, count, isWanted: () => true, from }), (folder, crash) =>
    missingIn(join(folder, 'registry'), printed.filter(({ at }) => at < crash.at).length),
  );
}

/** Of the first `answered` edits those that the real code doesn't find in an image, and halves of edits. */
async function missingIn(folder: string, answered: number): Promise<string[]> {
  const said: string[] = [];
  const note = (_: object, text: string) => void said.push(text);
  const log = { info: () => undefined, warn: note, error: note };
  const { registry } = await openRegistry(new RegistryOptions('pglite', folder, null, null, TEMPLATE, log));
  try {
    const rows = await registry.query<{ key: string }>(
      `SELECT key FROM setting WHERE key ~ '^[0-9]+[.][ab]$'`,
    );
    const there = new Set(rows.map(({ key }) => key));
    const edits = Array.from({ length: answered }, (_, n) => n).filter((n) => !there.has(`${n}.b`));
    const halves = [...there].filter(
      (key) => !there.has(key.replace(/.$/, (end) => (end === 'a' ? 'b' : 'a'))),
    );
    return [
      ...edits.map((n) => `edit ${n} is lost: ${said.join('; ')}`),
      ...halves.map((key) => `${key} is there alone`),
    ];
  } finally {
    await registry.close();
  }
}
