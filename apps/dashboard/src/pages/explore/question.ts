import type { Query } from '../../api/client.js';
import type { Period } from '../../api/types.js';
import { localDate } from '../../i18n/formats.js';

export const BUCKETS = ['raw', '5min', '15min', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
type Bucket = 'raw' | Period;
export const PLACES = ['area', 'districts', 'stations'] as const;
type Place = (typeof PLACES)[number];

/** What is asked, as the URL keeps it. */
export interface Question {
  readonly measure: string;
  readonly place: Place;
  readonly stations: readonly string[];
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
  readonly bucket: Bucket;
  /** '' is the measure's own. */
  readonly agg: string;
}

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a question from the page's own part of the URL; what it doesn't say is the last seven days by the hour. */
export function questionOf(own: Readonly<Record<string, string>>, now: number): Question {
  const { from = '', to = '' } = own;
  return {
    measure: own['measure'] ?? 'traffic.speed',
    place: PLACES.find((one) => one === own['place']) ?? 'area',
    stations: (own['stations'] ?? '').split(',').filter((id) => id !== ''),
    from: DATE.test(from) ? from : localDate(now - 6 * DAY_MS),
    to: DATE.test(to) ? to : localDate(now),
    bucket: BUCKETS.find((one) => one === own['bucket']) ?? 'hour',
    agg: own['agg'] ?? '',
  };
}

/** Parameters of the call that answers it; null while no station is chosen. */
export function parametersOf(question: Question, area: string, districts: readonly string[]): Query | null {
  const { measure, place, stations, bucket, agg, from, to } = question;
  if (place === 'stations' && stations.length === 0) return null;
  if (place === 'districts' && districts.length === 0) return null;
  return {
    measure,
    ...(place === 'area' && { area }),
    ...(place === 'districts' && { area: districts.join(',') }),
    ...(place === 'stations' && { station: stations.join(',') }),
    from,
    to: dayAfter(to),
    bucket,
    ...(agg !== '' && { agg }),
  };
}

/** The local date after one. */
function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** First and last day of the month that a date lies in, of the one before for -1. */
export function monthOf(date: string, shift = 0): { readonly from: string; readonly to: string } {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + shift, 1));
  const last = new Date(Date.UTC(year, month + shift, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}

/** The same as one types it into a shell. */
export function curlLine(url: string, output: string): string {
  return `curl --compressed -o ${output} '${url}'`;
}
