import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith } from '@app/testing';
import { FORMS } from './durability/experiments/experiment.js';
import { crashedPlatform, lifeOfPlatform } from './durability/experiments/platform.js';
import { rollingLog } from './durability/log/rolling-log.js';
import { acknowledgementsIn } from './durability/platform/acknowledgements.js';
import { crashLog } from './durability/platform/crash-platform.js';
import { acknowledgedTooEarly, durableAt } from './durability/platform/order-check.js';
import { numbersIn } from './durability/platform/readings-sent.js';
import type { RecordedPlatform } from './durability/platform/record-platform.js';
import { Recorder } from './durability/recorder/recorder.js';
import { editedRegistry } from './durability/registry/edited-registry.js';
import { recordedSeries } from './durability/series/recorded-series.js';
import type { TraceEvent } from './durability/trace/events.js';

const SEED = 20_261_130;
const EACH_MS = 300_000;

describeWith('compiler', 'the disk of a machine that crashes', () => {
  const form = FORMS.short;
  let recorder: Recorder;
  let run: RecordedPlatform;

  beforeAll(async () => {
    recorder = Recorder.build();
    process.stdout.write(`seed ${SEED}\n`);
    run = await lifeOfPlatform({ recorder, form, seed: SEED });
  }, EACH_MS);
  afterAll(() => recorder.remove());

  it.each([
    ['a log whose segments roll and are dropped', rollingLog],
    ['time series', recordedSeries],
    ['a registry that is edited', editedRegistry],
  ] as const)(
    'has all that was acknowledged: %s',
    async (_, experiment) => {
      const result = await experiment({ recorder, form, seed: SEED });

      expect(result.findings).toEqual([]);
      expect(result.acknowledged).toBeGreaterThanOrEqual(240);
    },
    EACH_MS,
  );

  it(
    'has all that the platform acknowledged, and no PUBACK left before its sync',
    async () => {
      const results = await crashedPlatform(run, { form, seed: SEED });

      expect(results.flatMap(({ findings }) => findings)).toEqual([]);
      expect(results.map(({ acknowledged }) => acknowledged)).toEqual(results.map(() => form.messages));
    },
    EACH_MS,
  );

  const numbers = (bytes: Buffer) => numbersIn(run.base, bytes);
  /** A trace is another one when its acknowledgements are read from it again. */
  const forged = (events: readonly TraceEvent[]): RecordedPlatform => ({
    ...run,
    events,
    acknowledged: acknowledgementsIn(events, run.sendings),
  });
  const middle = () => run.acknowledged[Math.floor(run.acknowledged.length / 2)]!;

  it('is found to have lost something when an acknowledgement is moved before its sync', () => {
    const { number, at } = middle();
    const before = durableAt(run.events, numbers).get(number)!;
    const events = run.events.toSpliced(at, 1).toSpliced(before - 1, 0, run.events[at]!);

    const early = acknowledgedTooEarly(forged(events).acknowledged, durableAt(events, numbers));

    expect(early.length).toBeGreaterThan(0);
    expect(early.join('\n')).toContain(`reading ${number} was acknowledged`);
  });

  it(
    'is found to have lost something when a synced write is left out',
    async () => {
      const { number } = middle();
      const written = run.events.findIndex(
        (event) => event.kind === 'write' && numbers(event.bytes).includes(number),
      );
      const tampered = forged(run.events.toSpliced(written, 1));

      const early = acknowledgedTooEarly(tampered.acknowledged, durableAt(tampered.events, numbers));
      const { findings } = await crashLog(tampered, SEED, 8);

      expect(early.join('\n')).toContain(`reading ${number} was acknowledged`);
      expect(findings.length).toBeGreaterThan(0);
    },
    EACH_MS,
  );
});
