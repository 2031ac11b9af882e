import type { KpiItem, Period } from '@app/contracts';
import { escapeMarkup } from '../../http/escape.js';
import { type Lang, numberIn, periodIn, text } from './texts.js';

const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 64;
const RIGHT = 16;
const TOP = 16;
const BOTTOM = 32;

/** Course of one KPI in one area. */
export interface Course {
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  readonly period: Period;
  /** Final values in time order. */
  readonly items: readonly KpiItem[];
}

/** A line as SVG: gaps where there is no value, hollow dots where it rests on part of the data. '' without a value. */
export function chartSvg({ title, unit, decimals, period, items }: Course, lang: Lang): string {
  const values = items.flatMap(({ value }) => value ?? []);
  const [first, last] = [items[0], items.at(-1)];
  if (values.length === 0 || first === undefined || last === undefined) return '';
  const [lo, hi] = [Math.min(...values), Math.max(...values)];
  const [start, end] = [Date.parse(first.from), Date.parse(last.from)];
  const x = (at: string): number =>
    round(
      end > start ? LEFT + ((Date.parse(at) - start) / (end - start)) * (WIDTH - LEFT - RIGHT) : WIDTH / 2,
    );
  const y = (value: number): number =>
    round(hi > lo ? HEIGHT - BOTTOM - ((value - lo) / (hi - lo)) * (HEIGHT - TOP - BOTTOM) : HEIGHT / 2);
  const marks = [...new Set([lo, hi])].map((value) => {
    const label = numberIn(lang, value, decimals);
    return `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}" class="grid"/><text x="${LEFT - 8}" y="${y(value) + 4}" text-anchor="end">${label}</text>`;
  });
  const lines = runs(items).map((run) =>
    run.length === 1
      ? ''
      : `<polyline points="${run.map(({ from, value }) => `${x(from)},${y(value ?? 0)}`).join(' ')}" class="line"/>`,
  );
  const dots = items
    .filter(({ value, quality }, i) => value !== null && (quality === 'partial' || isAlone(items, i)))
    .map(
      ({ from, value, quality }) =>
        `<circle cx="${x(from)}" cy="${y(value ?? 0)}" r="3.5" class="${quality === 'partial' ? 'part' : 'dot'}"/>`,
    );
  const ends = [
    `<text x="${x(first.from)}" y="${HEIGHT - 8}" text-anchor="${end > start ? 'start' : 'middle'}">${periodIn(lang, period, first.from)}</text>`,
    end > start
      ? `<text x="${x(last.from)}" y="${HEIGHT - 8}" text-anchor="end">${periodIn(lang, period, last.from)}</text>`
      : '',
  ];
  const name = escapeMarkup(unit === '' ? title : `${title}, ${unit}`);
  return `<svg role="img" aria-label="${name}" viewBox="0 0 ${WIDTH} ${HEIGHT}" class="course">${[...marks, ...lines, ...dots, ...ends].join('')}</svg>`;
}

/** The same values as a table. */
export function chartTable({ unit, decimals, period, items }: Course, lang: Lang): string {
  const rows = items.toReversed().map(({ from, value, quality, completeness }) => {
    const shown = value === null ? text(lang, 'noValue') : numberIn(lang, value, decimals);
    return `<tr><th scope="row">${periodIn(lang, period, from)}</th><td class="num">${shown}</td><td>${quality}</td><td class="num">${numberIn(lang, completeness * 100, 0)} %</td></tr>`;
  });
  const heads = [
    `<th scope="col">${text(lang, 'period')}</th>`,
    `<th scope="col" class="num">${text(lang, 'value')}${unit === '' ? '' : `, ${escapeMarkup(unit)}`}</th>`,
    `<th scope="col">${text(lang, 'qualityWord')}</th>`,
    `<th scope="col" class="num">${lang === 'vi' ? 'Độ đầy đủ' : 'Completeness'}</th>`,
  ];
  return `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function runs(items: readonly KpiItem[]): KpiItem[][] {
  const found: KpiItem[][] = [[]];
  let before = '';
  for (const item of items) {
    if (item.value === null || (before !== '' && item.from !== before)) found.push([]);
    if (item.value !== null) found.at(-1)?.push(item);
    before = item.to;
  }
  return found.filter((run) => run.length > 0);
}

function isAlone(items: readonly KpiItem[], i: number): boolean {
  const [before, own, after] = [items[i - 1], items[i], items[i + 1]];
  const touches = (one: KpiItem | undefined, isNext: boolean): boolean =>
    one !== undefined && one.value !== null && (isNext ? one.from === own?.to : one.to === own?.from);
  return !touches(before, false) && !touches(after, true);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
