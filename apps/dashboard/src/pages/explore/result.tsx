import { type ReactNode, useMemo } from 'react';
import type { Period } from '../../api/types.js';
import { LineChart } from '../../charts/line-chart.js';
import type { LineSeries } from '../../charts/line-series.js';
import { momentText } from '../../charts/time-axis.js';
import { formatShare, formatShort, unitText } from '../../i18n/formats.js';
import { type Locale, useLocale } from '../../i18n/locale.js';
import { type City, useCity } from '../../shell/city.js';
import { type Column, DataTable } from '../../table/data-table.js';
import type { Answer, SeriesHead } from './answer.js';
import type { Measure } from './measure.js';
import type { Question } from './question.js';
import { pointsOf, type Row, rowsOf } from './table-rows.js';
import { useTexts } from './texts.js';

const CHARTED = 12;

/** The answer as a chart, and as a table of the same. */
export function Result({
  answer,
  measure,
  question,
  span,
}: {
  answer: Answer;
  measure: Measure;
  question: Question;
  span: string;
}): ReactNode {
  const t = useTexts();
  const locale = useLocale();
  const { lang } = locale;
  const city = useCity();
  const unit = unitText(measure.unit, lang);
  const period: Period = question.bucket === 'raw' ? '5min' : question.bucket;
  const series = useMemo<readonly LineSeries[]>(
    () =>
      answer.heads.map((head, i) => ({
        id: head.id,
        name: nameOf(head, city, locale),
        unit,
        precision: 2,
        points: pointsOf(answer, head),
        colour: i % 6,
        dash: Math.floor(i / 6),
      })),
    [answer, city, locale, unit],
  );
  const rows = useMemo(() => rowsOf(series), [series]);
  const title = `${lang === 'vi' ? measure.nameVi : measure.nameEn}${unit === '' ? '' : ` (${unit})`}`;
  const columns: readonly Column<Row>[] = [
    {
      id: 't',
      head: t('time'),
      rowHead: true,
      cell: (row) => new Date(row.t).toISOString(),
      show: (row) => momentText(row.t, period, lang),
    },
    ...series.map((one) => ({
      id: one.id,
      head: series.length === 1 ? title : one.name,
      num: true,
      cell: (row: Row) => row.points.get(one.id)?.value ?? null,
      show: (row: Row) => {
        const point = row.points.get(one.id);
        if (!point) return <span className="muted">–</span>;
        const share = formatShare(point.completeness, lang);
        return (
          <span
            className={point.partial ? 'explore-partial' : ''}
            title={locale.t('completeness', { share })}
          >
            {point.value === null ? locale.t('quality.short') : formatShort(point.value, lang, 3)}
          </span>
        );
      },
    })),
    ...(series.length === 1
      ? [
          {
            id: 'completeness',
            head: locale.t('col.completeness'),
            num: true,
            cell: (row: Row) => row.points.get(series[0]?.id ?? '')?.completeness ?? null,
            show: (row: Row) => formatShare(row.points.get(series[0]?.id ?? '')?.completeness ?? 0, lang),
          },
        ]
      : []),
  ];
  return (
    <>
      <div className="card-head">
        <h2>{title}</h2>
        <span className="muted">{span}</span>
      </div>
      <LineChart
        label={title}
        period={period}
        series={series.slice(0, CHARTED)}
        ribbon={series.length === 1}
        height={340}
      />
      {series.length > CHARTED && <p className="muted">{t('charted', { n: CHARTED })}</p>}
      {answer.cut && <p className="muted">{t('cut')}</p>}
      <details className="explore-table">
        <summary>{locale.t('data')}</summary>
        <DataTable
          title={locale.t('data')}
          heading={null}
          file={`${measure.id}-${question.from}-${question.to}`}
          short
          rows={rows}
          rowKey={(row) => String(row.t)}
          columns={columns}
        />
      </details>
    </>
  );
}

function nameOf({ station, area, device }: SeriesHead, city: City, locale: Locale): string {
  if (station !== null) return city.stations.find((one) => one.id === station)?.name ?? station;
  const found = city.areas.find((one) => one.code === area);
  return found ? locale.areaShort(found) : (area ?? device ?? '');
}
