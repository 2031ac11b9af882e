import type { Language } from '../i18n/formats.js';
import type { Period } from '../api/types.js';

/** Period that is asked for everywhere; `live` is each KPI's own shortest. */
export type WantedPeriod = 'live' | Extract<Period, 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'>;
export const WANTED_PERIODS: readonly WantedPeriod[] = [
  'live',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
];

/** What every page has in its URL and hands to the next one. */
export interface UrlState {
  readonly area: string;
  readonly period: WantedPeriod;
  /** Null: nobody has chosen one. */
  readonly kpi: string | null;
  readonly lang: Language | null;
}

export const DEFAULTS: UrlState = { area: '74', period: 'live', kpi: null, lang: null };
const SHARED: readonly string[] = Object.keys(DEFAULTS);

/** A page's own part of the URL, by name; undefined leaves a name out. */
export type OwnParams = Readonly<Record<string, string | undefined>>;

/** Reads a query string; what it doesn't say, or says wrongly, is the default. */
export function parseUrl(search: string): UrlState {
  const query = new URLSearchParams(search);
  const period = query.get('period');
  const lang = query.get('lang');
  return {
    area: safe(query.get('area')) ?? DEFAULTS.area,
    period: WANTED_PERIODS.find((one) => one === period) ?? DEFAULTS.period,
    kpi: safe(query.get('kpi')),
    lang: lang === 'vi' || lang === 'en' ? lang : null,
  };
}

/** The page's own part of a query string. */
export function ownParams(search: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([name]) => !SHARED.includes(name)));
}

/** Query string of a state, without what is default; begins with `?` unless empty. */
export function formatUrl(state: UrlState, own: OwnParams = {}): string {
  const query = new URLSearchParams();
  if (state.area !== DEFAULTS.area) query.set('area', state.area);
  if (state.period !== DEFAULTS.period) query.set('period', state.period);
  if (state.kpi !== null) query.set('kpi', state.kpi);
  if (state.lang !== null) query.set('lang', state.lang);
  for (const [name, value] of Object.entries(own))
    if (value !== undefined && !SHARED.includes(name)) query.set(name, value);
  return query.size > 0 ? `?${query.toString()}` : '';
}

function safe(text: string | null): string | null {
  return text !== null && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text) ? text : null;
}
