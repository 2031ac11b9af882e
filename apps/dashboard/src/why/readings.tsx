import { type ReactNode, useState } from 'react';
import { getJson } from '../api/client.js';
import type { LineageStation, Page, SeriesItem } from '../api/types.js';
import { useResource } from '../api/use-resource.js';
import { formatDate, formatShort, formatTime } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { Failure } from '../states/failure.js';
import { Empty, Ghost } from '../states/states.js';
import { DataTable } from '../table/data-table.js';
import { useTexts } from './texts.js';

const MOST = 2000;

/** The stored readings of a device in the period, one measure at a time. */
export function Readings({ readings }: { readings: LineageStation['devices'][number] }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const [measure, setMeasure] = useState<string | null>(null);
  const resource = useResource(measure === null ? null : `${readings.device}|${measure}`, (signal) => {
    const url = new URL(readings.points, location.origin);
    url.searchParams.set('measure', measure ?? '');
    url.searchParams.set('limit', String(MOST));
    return getJson<Page<SeriesItem>>(`${url.pathname}${url.search}`, {}, signal);
  });
  return (
    <>
      <p className="why-measures">
        {readings.measures.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={one === measure}
            onClick={() => setMeasure(one === measure ? null : one)}
          >
            {one}
          </button>
        ))}
      </p>
      <Failure resource={resource} what={measure ?? ''} />
      {measure !== null && resource.data === null && resource.error === null && <Ghost lines={3} />}
      {measure !== null && resource.data && (
        <DataTable
          title={measure}
          heading={null}
          file={`${readings.device}-${measure}`}
          short
          rows={resource.data.items}
          rowKey={(row) => `${row.t}|${row.lane ?? ''}`}
          empty={<Empty title={t('readings.none')} />}
          columns={[
            {
              id: 't',
              head: t('time'),
              cell: (row) => row.t,
              show: (row) =>
                `${formatTime(Date.parse(row.t), lang, true)} ${formatDate(Date.parse(row.t), lang)}`,
            },
            { id: 'lane', head: t('lane'), cell: (row) => row.lane ?? null },
            {
              id: 'value',
              head: t('value'),
              num: true,
              cell: (row) => row.value,
              show: (row) => (row.value === null ? '–' : formatShort(row.value, lang, 3)),
            },
          ]}
        />
      )}
    </>
  );
}
