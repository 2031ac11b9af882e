import { FIRST, SOURCES, type Source } from './city.js';

export type Body = Readonly<Record<string, unknown>>;

/** One delivery of values of one identity: a source and a phenomenon time. */
export interface Delivery {
  readonly device: string;
  /** Source and step: what must keep its order among deliveries of the same. */
  readonly identity: string;
  /** Stamp in the payload: an interval's end, or an instant. */
  readonly ts: number;
  readonly body: Body;
}

export interface Correction {
  readonly source: number;
  readonly step: number;
  readonly salt: number;
}

export interface Observed {
  readonly seed: number;
  /** Spans that no observation came from. */
  readonly gaps: readonly { readonly source: number; readonly step: number; readonly length: number }[];
  readonly corrections: readonly Correction[];
  /** Of a hundred observations, how many come in two parts that carry different measures. */
  readonly partsPercent: number;
  /** True: an observation's first arrival follows from its time, so that lateness may be compared, too. */
  readonly isStamped: boolean;
}

/** What happened in the city: deliveries by identity, in the order in which they count, identities by time. */
export interface Observations {
  readonly identities: readonly (readonly Delivery[])[];
  /** Arrival of an observation's deliveries; null where each has its own. */
  readonly stampOf: ((delivery: Delivery) => number) | null;
}

/** A number in [0, 1) that depends on nothing but its arguments. */
export function noise(...parts: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) {
    h = Math.imul(h ^ (part | 0), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return (h >>> 0) / 2 ** 32;
}

/** The last value of each measure of an identity holds. */
export function observationsOf(observed: Observed): Observations {
  const identities: Delivery[][] = [];
  for (const [number, source] of SOURCES.entries()) {
    const steps = stepsOf(source);
    const missing = new Set<number>();
    for (const gap of observed.gaps) {
      if (gap.source % SOURCES.length !== number) continue;
      for (let i = 0; i < gap.length; i++) missing.add((gap.step % steps) + i);
    }
    for (let step = 0; step < steps; step++) {
      if (missing.has(step)) continue;
      const of = (salt: number): Body => valuesOf(source, step, [observed.seed, number, step, salt]);
      const first = of(0);
      const isInParts = noise(observed.seed, number, step, 77) * 100 < observed.partsPercent;
      const bodies = isInParts ? parts(first) : [first];
      for (const [i, correction] of observed.corrections.entries()) {
        if (correction.source % SOURCES.length !== number || correction.step % steps !== step) continue;
        // Some correct a part of the measures only.
        const whole = of(correction.salt + i + 1);
        bodies.push(
          correction.salt % 2 === 0 ? whole : (parts(whole)[correction.salt % 3 === 0 ? 0 : 1] ?? whole),
        );
      }
      identities.push(bodies.map((body) => deliveryOf(source, step, body)));
    }
  }
  identities.sort((a, b) => (a[0]?.ts ?? 0) - (b[0]?.ts ?? 0));
  return { identities, stampOf: observed.isStamped ? stampOf : null };
}

/** Mostly seconds late, sometimes an hour and a half. */
function stampOf({ ts }: Delivery): number {
  const minute = ts / 60_000;
  return ts + (minute % 7 === 0 ? 5_400_000 : (minute % 11) * 13_000);
}

/** What the deliveries of one identity leave: the last value of each measure, in one delivery. */
export function merged(deliveries: readonly Delivery[]): Delivery {
  const [first] = deliveries;
  if (first === undefined) throw new Error('an identity without a delivery');
  let body: Body = {};
  for (const one of deliveries) {
    const n = { ...(body['n'] as object | undefined), ...(one.body['n'] as object | undefined) };
    body = { ...body, ...one.body, ...(Object.keys(n).length > 0 && { n }) };
    if (one.body['speed'] !== undefined && one.body['speedKind'] === undefined) {
      body = Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'speedKind'));
    }
  }
  return { ...first, body };
}

function stepsOf(source: Source): number {
  return (source.to - source.from) / (source.stepS * 1000);
}

function deliveryOf(source: Source, step: number, values: Body): Delivery {
  const cadence = source.stepS * 1000;
  const start = source.from + step * cadence;
  // Meters and states are of a moment; one a step, never on a window's edge alone.
  const isInstant = source.family === 'lighting' || source.family === 'energy';
  const ts = isInstant ? start + Math.floor(cadence / 3) : start + cadence;
  const body = {
    ts: new Date(ts).toISOString(),
    ...(isInstant ? {} : { period: source.stepS }),
    ...(source.lane !== null && { lane: source.lane }),
    ...values,
  };
  return { device: source.device, identity: `${source.device}|${source.lane ?? ''}|${step}`, ts, body };
}

function valuesOf(source: Source, step: number, key: readonly number[]): Body {
  const r = (salt: number): number => noise(...key, salt);
  const hour = Math.floor((source.from + step * source.stepS * 1000 - FIRST) / 3_600_000);
  switch (source.family) {
    case 'traffic': {
      const n = {
        motorcycle: Math.floor(r(1) * 9) * source.stepS,
        car: Math.floor(r(2) * 100) / 7,
        truck2: Math.floor(r(3) * 5),
      };
      const speed = r(4) < 0.05 ? 0 : 3 + r(5) * 70;
      return { n, speed, occupancy: r(6) * 100, ...(r(7) < 0.05 && { speedKind: 'time' }) };
    }
    case 'air': {
      // Levels move by the hour, so that NowCasts weigh their hours differently.
      const level = 0.2 + noise(key[0] ?? 0, hour, 5);
      const values = {
        pm25: level * 90 * r(1),
        pm10: level * 200 * r(2),
        no2: 300 * r(3),
        so2: 500 * r(4),
        o3: 300 * r(5),
        co: 45_000 * r(6),
      };
      return values;
    }
    case 'noise':
      return { laeq: 40 + r(1) * 60 };
    case 'weather':
      return { rain: Math.floor(r(1) * 30) / 7, temp: 20 + r(2) * 20 };
    case 'lighting':
      return {
        kwh: meter(step, key, r(1)),
        state: ['off', 'on', 'fault', 'unreachable'][Math.floor(r(2) * 4)],
      };
    case 'energy':
      return { kwh: meter(step, key, r(1)) };
    default:
      return { fill: r(1) * 100, ...(r(2) < 0.2 && { collected: 1 }) };
  }
}

/** A cumulative reading that starts anew twice a day. */
function meter(step: number, key: readonly number[], r: number): number {
  const since = (step + Math.floor(noise(key[0] ?? 0, key[1] ?? 0) * 40)) % 41;
  return since * 3.3 + r * 3.1;
}

/** The measures of a body in two halves; one that has a single measure stays whole. */
function parts(body: Body): Body[] {
  const keys = Object.keys(body).filter((key) => key !== 'speedKind');
  if (keys.length < 2) return [body];
  const half = Math.ceil(keys.length / 2);
  const pick = (own: readonly string[]): Body => {
    const kept = own.includes('speed') ? [...own, 'speedKind'] : own;
    return Object.fromEntries(Object.entries(body).filter(([key]) => kept.includes(key)));
  };
  return [pick(keys.slice(0, half)), pick(keys.slice(half))];
}
