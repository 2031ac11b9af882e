import type { RejectReason } from '@app/contracts';
import type { DecodeContext, DeviceView } from '../decoded.js';
import { show } from './collector.js';
import { isNaive, parseTime } from './parse-time.js';

/** How far a reading's end may lie after its arrival: clocks differ. */
const MAX_AHEAD_MS = 300_000;

/** When a reading was taken, in epoch ms. */
export interface Span {
  readonly time: number;
  readonly end: number;
  readonly periodS: number;
}

export interface Refusal {
  readonly reason: RejectReason;
  readonly detail: string;
}

/** Reads `ts` and `period` of a reading and holds them to the limits of time. */
export function readSpan(
  ts: unknown,
  period: unknown,
  device: DeviceView,
  ctx: DecodeContext,
): Span | Refusal {
  if (typeof ts !== 'string')
    return no('no_time', ts === undefined ? 'ts is missing' : `ts = ${show(ts)}: RFC 3339 text is wanted`);
  const stamp = parseTime(ts);
  if (Number.isNaN(stamp))
    return no(
      'no_time',
      isNaive(ts) ? `ts = ${show(ts)} names no offset` : `ts = ${show(ts)} is no RFC 3339 time`,
    );
  if (period !== undefined && typeof period !== 'number')
    return no('wrong_type', `period = ${show(period)}: seconds are wanted`);
  return spanOf({ stamp, end: device.stamp, periodS: period, shown: `ts = ${show(ts)}` }, ctx);
}

/** A stamp that has been read, and what it says. */
interface Stamped {
  /** Epoch ms. */
  readonly stamp: number;
  /** Which end of the interval it names. */
  readonly end: 'end' | 'start';
  /** Seconds; undefined for an instant. */
  readonly periodS: number | undefined;
  /** Where it was found and how it read, for a refusal's detail. */
  readonly shown: string;
}

/** The interval of a stamp and a period, held to the limits of time. */
export function spanOf({ stamp, end: names, periodS, shown }: Stamped, ctx: DecodeContext): Span | Refusal {
  if (periodS !== undefined && !(periodS >= 1 && periodS <= 86_400))
    return no('out_of_range', `period = ${periodS}: 1 to 86400 s`);
  const ms = Math.round((periodS ?? 0) * 1000);
  const time = names === 'start' ? stamp : stamp - ms;
  const end = time + ms;
  if (end > ctx.arrival + MAX_AHEAD_MS)
    return no('future', `${shown} ends ${Math.round((end - ctx.arrival) / 1000)} s after its arrival`);
  if (time < ctx.notBefore) return no('too_old', `${shown} is older than the data kept`);
  return { time, end, periodS: ms / 1000 };
}

function no(reason: RejectReason, detail: string): Refusal {
  return { reason, detail };
}
