import { PERIODS } from '@app/contracts';
import type { z } from 'zod';
import { many } from '../http/many.js';
import { FEED_KINDS, type FeedKind, type FeedMessage } from './feed-message.js';

const MOST = 500;
const kinds: readonly string[] = FEED_KINDS;
const periods: readonly string[] = PERIODS;

export function kindsField(describe: string): z.ZodType<readonly string[]> {
  return many(10, describe).refine(
    (given) => given.every((kind) => kinds.includes(kind)),
    `one of ${kinds.join(', ')}`,
  );
}

/** The filters of a subscription, as query parameters and as properties of a WebSocket message. */
export const filterFields = {
  events: kindsField(`only these events: ${kinds.join(', ')}`),
  area: many(MOST, 'of events about an area: only these'),
  kpi: many(MOST, 'of events about a KPI: only these; a family includes its members'),
  period: many(20, 'of events about a period: only these').refine(
    (given) => given.every((period) => periods.includes(period)),
    `one of ${periods.join(', ')}`,
  ),
  device: many(MOST, 'of events about a device: only these'),
};

interface FilterInput {
  readonly events: readonly string[];
  readonly area: readonly string[];
  readonly kpi: readonly string[];
  readonly period: readonly string[];
  readonly device: readonly string[];
}

/** Which events a reader wants: each list that was given must have what the event says of it; an event that says nothing of it passes. */
export class FeedFilter {
  private readonly events: ReadonlySet<string> | null;
  private readonly areas: ReadonlySet<string> | null;
  private readonly kpis: ReadonlySet<string> | null;
  private readonly periods: ReadonlySet<string> | null;
  private readonly devices: ReadonlySet<string> | null;

  constructor(given: FilterInput) {
    this.events = setOf(given.events);
    this.areas = setOf(given.area);
    this.kpis = setOf(given.kpi);
    this.periods = setOf(given.period);
    this.devices = setOf(given.device);
  }

  wantsKind(kind: FeedKind): boolean {
    return this.events === null || this.events.has(kind);
  }

  wants({ event, subject }: FeedMessage): boolean {
    return (
      has(this.events, event.type) &&
      has(this.areas, subject.area) &&
      has(this.periods, subject.period) &&
      has(this.devices, subject.device) &&
      (has(this.kpis, subject.kpi) || has(this.kpis, subject.kpi?.split('.', 1)[0]))
    );
  }
}

function setOf(values: readonly string[]): ReadonlySet<string> | null {
  return values.length === 0 ? null : new Set(values);
}

/** An alarm of an area has a device, which is null: it isn't about any. What has no such property at all passes. */
function has(wanted: ReadonlySet<string> | null, value: string | null | undefined): boolean {
  return wanted === null || value === undefined || (value !== null && wanted.has(value));
}
