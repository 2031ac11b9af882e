import type { Schemas } from '@app/api-client';
import type { ReactNode } from 'react';
import { getList } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { formatDate, formatShort } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { Failure } from '../../../states/failure.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';

type ShadowItem = Schemas['ShadowItem'];

/** The newest version beside the one in force, day by day. */
export function Shadow({ id }: { id: string }): ReactNode {
  const t = useTexts();
  const { t: common, lang } = useLocale();
  const { url } = useCity();
  const list = useResource(`shadow|${id}|${url.area}`, (signal) =>
    getList<ShadowItem>(
      `/api/v1/kpi-definitions/${encodeURIComponent(id)}/shadow`,
      { area: url.area, period: 'day' },
      signal,
    ),
  );
  const number = (value: number | null | undefined): string =>
    value == null ? '–' : formatShort(value, lang, 4);
  return (
    <div className="admin-part">
      <Failure resource={list} what={t('shadow')} />
      <DataTable
        title={t('shadow')}
        heading="h3"
        file={`so-phien-ban-${id}`}
        short
        rows={list.data ?? []}
        rowKey={(one) => `${one.kpi}|${one.from}`}
        empty={<Empty title={t('shadow.none')} />}
        columns={[
          { id: 'kpi', head: common('col.kpi'), cell: (one) => one.kpi },
          {
            id: 'from',
            head: common('col.from'),
            rowHead: true,
            cell: (one) => one.from,
            show: (one) => formatDate(Date.parse(one.from), lang),
          },
          {
            id: 'against',
            head: t('shadow.against'),
            num: true,
            cell: (one) => one.against?.value ?? null,
            show: (one) => number(one.against?.value),
          },
          {
            id: 'version',
            head: t('shadow.version'),
            num: true,
            cell: (one) => one.version?.value ?? null,
            show: (one) => number(one.version?.value),
          },
          {
            id: 'difference',
            head: t('shadow.difference'),
            num: true,
            cell: (one) => one.difference,
            show: (one) => (
              <span className={one.differs ? 'attention' : 'muted'}>{number(one.difference)}</span>
            ),
          },
        ]}
      />
    </div>
  );
}
