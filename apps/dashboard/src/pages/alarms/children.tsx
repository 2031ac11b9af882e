import type { ReactNode } from 'react';
import { getList } from '../../api/client.js';
import { useResource } from '../../api/use-resource.js';
import { formatMoment } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { Failure } from '../../states/failure.js';
import { DataTable } from '../../table/data-table.js';
import { textOf } from './alarm-list.js';
import type { AlarmItem } from './alarm-types.js';
import { useTexts } from './texts.js';

/** What is under a root alarm: the devices that fell silent together. */
export function Children({ alarm }: { alarm: AlarmItem }): ReactNode {
  const t = useTexts();
  const locale = useLocale();
  const list = useResource(`children|${alarm.id}|${alarm.children}`, (signal) =>
    getList<AlarmItem>('/api/v1/alarms', { parent: alarm.id, limit: 1000 }, signal),
  );
  return (
    <>
      <Failure resource={list} what={t('under')} />
      <DataTable
        title={t('under')}
        heading="h3"
        file={`canh-bao-${alarm.id}`}
        short
        rows={list.data ?? []}
        rowKey={(one) => String(one.id)}
        columns={[
          { id: 'what', head: t('what'), rowHead: true, cell: (one) => textOf(one, locale) },
          {
            id: 'opened',
            head: t('openedAt'),
            cell: (one) => one.openedAt,
            show: (one) => formatMoment(Date.parse(one.openedAt), locale.lang),
          },
        ]}
      />
    </>
  );
}
