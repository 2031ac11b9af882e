import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegistryOptions } from '@app/registry';
import { openRegistry } from '@app/testing';
import { crashesOf } from '../crash/crash-points.js';
import { writeImage } from '../crash/write-image.js';
import { nameOf, type Result, type Settings } from '../experiments/experiment.js';
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
export async function crashRegistry(
  events: readonly TraceEvent[],
  printed: readonly Printed[],
  seed: number,
  count: number,
): Promise<{ findings: string[]; lost: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'nhippho-image-'));
  const findings: string[] = [];
  let lost = 0;
  try {
    // From the first answer on; until then the registry is being made, and nothing is promised.
    const from = printed[0]?.at ?? 0;
    for (const crash of crashesOf(events, { seed, count, isWanted: () => true, from })) {
      await writeImage(folder, crash.found);
      const answered = printed.filter(({ at }) => at < crash.at).length;
      try {
        const { missing, halves, said } = await openedIn(join(folder, 'registry'), answered);
        lost += missing.length;
        for (const [what, edits] of Object.entries({ lost: missing, 'half there': halves })) {
          if (edits.length > 0)
            findings.push(`${nameOf(crash)}: ${what}: ${edits.slice(0, 5).join(', ')}; ${said.join('; ')}`);
        }
      } catch (error) {
        findings.push(`${nameOf(crash)}: ${String(error)}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { findings, lost };
}

/** What the real code makes of an image, of which the first `answered` edits must be there. */
async function openedIn(
  folder: string,
  answered: number,
): Promise<{ missing: number[]; halves: string[]; said: string[] }> {
  const said: string[] = [];
  const note = (_: object, text: string) => void said.push(text);
  const log = { info: () => undefined, warn: note, error: note };
  const { registry } = await openRegistry(new RegistryOptions('pglite', folder, null, null, TEMPLATE, log));
  try {
    const rows = await registry.query<{ key: string }>(
      `SELECT key FROM setting WHERE key ~ '^[0-9]+[.][ab]$'`,
    );
    const there = new Set(rows.map(({ key }) => key));
    return {
      missing: Array.from({ length: answered }, (_, n) => n).filter((n) => !there.has(`${n}.b`)),
      halves: [...there].filter((key) => !there.has(key.replace(/.$/, (end) => (end === 'a' ? 'b' : 'a')))),
      said,
    };
  } finally {
    await registry.close();
  }
}
