import type { Counters } from './counters.js';

const number = (value: number): string => Math.round(value).toLocaleString('en-US');

/** One line that says how far the run is. */
export function statusLine(counters: Counters, devices: number, waiting: number, filled: number): string {
  const { connected, sent, acknowledged, refused, dropped, backfilled, backfillRefused, lastProblem } =
    counters;
  const parts = [
    `${number(connected)}/${number(devices)} devices connected`,
    `${number(sent)} sent, ${number(acknowledged)} acknowledged, ${number(waiting)} waiting`,
    `past ${Math.floor(filled * 100)} % (${number(backfilled)} readings)`,
  ];
  const trouble = refused + dropped + backfillRefused;
  if (trouble > 0) parts.push(`${number(refused + backfillRefused)} refused, ${number(dropped)} dropped`);
  if (lastProblem !== '' && (trouble > 0 || connected < devices)) parts.push(`last problem: ${lastProblem}`);
  return `simulator: ${parts.join('; ')}`;
}
