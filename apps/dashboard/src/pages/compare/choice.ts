import { useMemo } from 'react';
import type { Comparison, Period } from '../../api/types.js';
import { ORDER } from '../../kpi/catalogue.js';
import { setOwn, useRoute } from '../../route/route.js';

export const MODES = ['time', 'scatter', 'areas', 'targets'] as const;
export const VIEWS = ['values', 'index', 'yoy'] as const;

/** What is compared, as the URL says it. */
export interface Choice {
  readonly mode: (typeof MODES)[number];
  readonly kpis: readonly string[];
  readonly indicators: readonly string[];
  readonly areas: readonly string[];
  readonly period: Period | null;
  readonly view: Comparison['view'];
  readonly from: string;
  readonly to: string;
  readonly lag: number;
}

const DEFAULT_KPIS = 'SOC-02';
const DEFAULT_INDICATORS = 'se.grdp.growth,se.iip';

/** Reads the choice of a URL's own part; `area` is what all pages share. */
export function choiceOf(own: Readonly<Record<string, string>>, area: string): Choice {
  return {
    mode: MODES.find((one) => one === own['mode']) ?? 'time',
    kpis: list(own['kpis'] ?? DEFAULT_KPIS),
    indicators: list(own['series'] ?? DEFAULT_INDICATORS),
    areas: list(own['areas'] ?? area),
    period: ORDER.find((one) => one === own['by']) ?? null,
    view: VIEWS.find((one) => one === own['view']) ?? 'values',
    from: date(own['from']),
    to: date(own['to']),
    lag: Math.max(-60, Math.min(60, Math.round(Number(own['lag'] ?? 0)) || 0)),
  };
}

function list(text: string): readonly string[] {
  return [...new Set(text.split(',').filter((one) => /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/.test(one)))].slice(
    0,
    20,
  );
}

function date(text: string | undefined): string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '';
}

/** The choice of this page, and how to change it. */
export function useChoice(area: string): [Choice, (change: Partial<Choice>) => void] {
  const { own } = useRoute();
  const choice = useMemo(() => choiceOf(own, area), [own, area]);
  return [choice, (change) => setOwn(paramsOf(change))];
}

/** How a change is written into the URL. */
export function paramsOf(change: Partial<Choice>): Record<string, string | undefined> {
  const { mode, kpis, indicators, areas, period, view, from, to, lag } = change;
  return {
    ...(mode !== undefined && { mode: mode === 'time' ? undefined : mode }),
    ...(kpis !== undefined && { kpis: kpis.join(',') }),
    ...(indicators !== undefined && { series: indicators.join(',') }),
    ...(areas !== undefined && { areas: areas.length === 0 ? undefined : areas.join(',') }),
    ...(period !== undefined && { by: period ?? undefined }),
    ...(view !== undefined && { view: view === 'values' ? undefined : view }),
    ...(from !== undefined && { from: from === '' ? undefined : from }),
    ...(to !== undefined && { to: to === '' ? undefined : to }),
    ...(lag !== undefined && { lag: lag === 0 ? undefined : String(lag) }),
  };
}
