import type { Durations, Episode, ObjectEpisode, RuleVersion, Sample } from '@app/alarms';

/** The span of time that an evaluation is about. Times are epoch ms. */
export interface EvaluatedSpan {
  /** Samples that end after this may open and end alarms. */
  readonly since: number;
  /** Samples that end by this are looked at. */
  readonly until: number;
}

/** Samples of one object. */
export interface ObjectSamples {
  readonly type: ObjectEpisode['type'];
  readonly id: string;
  readonly samples: readonly Sample[];
}

/** Object of an alarm as one word. */
export function objectKey(type: string, id: string): string {
  return `${type}|${id}`;
}

export function durationsOf({ rule }: RuleVersion): Durations {
  return { forMs: rule.for * 60_000, clearMs: rule.clearFor * 60_000 };
}

/** The episode that was open at a moment, of those kept; null: none was. */
export function openAt(
  kept: readonly (Episode & { readonly resolution: string | null })[],
  at: number,
): Episode | null {
  const found = kept.find(
    (one) =>
      one.resolution !== 'withdrawn' && one.openedAt <= at && (one.endedAt === null || one.endedAt > at),
  );
  if (found === undefined) return null;
  const { openedAt, observedAt, value, limit } = found;
  return { openedAt, endedAt: null, observedAt, value, limit };
}
