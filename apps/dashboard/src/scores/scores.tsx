import type { ReactNode } from 'react';
import type { Score } from '../api/types.js';
import { formatNumber, unitText } from '../i18n/formats.js';
import { textsOf } from '../i18n/texts.js';
import { type Locale, useLocale } from '../i18n/locale.js';
import { definitionOf } from '../kpi/catalogue.js';
import { traitsOf } from '../kpi/status.js';
import { targetText } from '../kpi/texts.js';
import { useHref } from '../route/route.js';
import { useCity } from '../shell/city.js';
import { Empty, Ghost } from '../states/states.js';
import { DataTable } from '../table/data-table.js';
import en from './scores.en.json';
import vi from './scores.vi.json';

const SHAPES = { reached: '●', exceeded: '●', missed: '▲', open: '○', no_data: '' } as const;
const CHIPS = {
  reached: 'met',
  exceeded: 'met',
  missed: 'missed',
  open: 'none',
  no_data: 'hatched',
} as const;
const useTexts = textsOf(vi, en);

interface ScoresProps {
  readonly scores: readonly Score[] | null;
  readonly title: string;
  readonly file: string;
  readonly tools?: ReactNode;
}

/** Scores as a table: value, target, status in words, the way that is left and what each year needs. */
export function Scores({ scores, title, file, tools }: ScoresProps): ReactNode {
  const locale = useLocale();
  const { lang } = locale;
  const own = useTexts();
  const href = useHref();
  if (scores === null) return <Ghost lines={6} />;
  return (
    <DataTable
      title={title}
      file={file}
      tools={tools}
      rows={scores}
      rowKey={(row) => `${row.kpi}|${row.target.id}`}
      empty={<Empty title={own('none')} />}
      columns={[
        {
          id: 'kpi',
          head: own('name'),
          cell: (row) => row.kpi,
          show: (row) => (
            <>
              <a href={href('/chi-so', { kpi: row.kpi, period: 'year' })}>
                {lang === 'vi' ? row.nameVi : row.nameEn}
              </a>
              <span className="sub">{row.kpi}</span>
            </>
          ),
          rowHead: true,
        },
        {
          id: 'value',
          head: own('value'),
          num: true,
          cell: (row) => row.value,
          show: (row) => <Amount of={row.value} score={row} />,
        },
        {
          id: 'target',
          head: own('target'),
          cell: (row) => row.target.lo ?? row.target.hi ?? null,
          show: (row) => targetText(row.target, row.unit, locale),
        },
        { id: 'year', head: own('year'), num: true, cell: (row) => row.target.year },
        {
          id: 'status',
          head: own('status'),
          cell: (row) => row.status,
          show: (row) => (
            <span className={`chip chip-${CHIPS[row.status]}`} title={row.reason ?? undefined}>
              <span aria-hidden="true">{SHAPES[row.status]}</span> {own(row.status)}
            </span>
          ),
        },
        {
          id: 'distance',
          head: own('distance'),
          num: true,
          cell: (row) => row.distance,
          show: (row) => <Amount of={row.distance} score={row} signed />,
        },
        {
          id: 'trend',
          head: own('trend'),
          num: true,
          cell: (row) => row.trend?.perYear ?? row.trend?.growthPerYear ?? null,
          show: (row) => trendText(row, locale, own),
        },
        {
          id: 'source',
          head: own('source'),
          cell: (row) => row.target.sourceDoc,
          show: (row) => <span className="sub">{row.target.sourceDoc}</span>,
        },
      ]}
    />
  );
}

function trendText({ trend, unit }: Score, { lang }: Locale, own: ReturnType<typeof useTexts>): string {
  if (!trend) return '–';
  const { perYear, growthPerYear, until } = trend;
  const amount =
    growthPerYear === null
      ? `${signed(perYear ?? 0, lang)} ${unitText(unit, lang)}`
      : `${signed(growthPerYear, lang)}\u00A0%`;
  return own('trendText', { perYear: amount.trim(), until });
}

function signed(value: number, lang: 'vi' | 'en'): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatNumber(Math.abs(value), lang, 2)}`;
}

function Amount({
  of,
  score,
  signed: withSign,
}: {
  of: number | null;
  score: Score;
  signed?: boolean;
}): ReactNode {
  const { lang } = useLocale();
  const { definitions } = useCity();
  if (of === null) return '–';
  const { precision } = traitsOf(definitionOf(definitions, score.kpi), score.kpi);
  const text = withSign ? signed(of, lang) : formatNumber(of, lang, Math.min(precision, 2));
  return (
    <>
      {text} <small>{unitText(score.unit, lang)}</small>
    </>
  );
}
