import type { ReactNode } from 'react';
import { useRights } from '../../../admin/session.js';
import { getList, sendJson } from '../../../api/client.js';
import type { Area, ReportingSet } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { useAction } from '../../../form/use-action.js';
import { formatNumber, formatShort } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useOwn } from '../../../route/route.js';
import { useCity } from '../../../shell/city.js';
import { Failure } from '../../../states/failure.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { SetImport } from './set-import.js';

/** Ways to divide the province, and the areas of each. */
export function Areas(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const { sets, reload } = useCity();
  const mayChange = useRights().may('areas.write');
  const action = useAction();
  const [chosen, setSet] = useOwn('set', '');
  const shown = sets.find((one) => one.id === chosen) ?? sets.find((one) => one.status === 'active');
  const turn = async (set: ReportingSet): Promise<void> => {
    const status = set.status === 'active' ? 'listed' : 'active';
    const done = await action.run(
      () => sendJson('POST', `/api/v1/reporting-sets/${encodeURIComponent(set.id)}/status`, { status }),
      t('sets.turned'),
    );
    if (done !== null) reload();
  };
  return (
    <>
      <p className="muted">{t('sets.about')}</p>
      <DataTable
        title={t('sets')}
        file="bo-dia-ban"
        rows={sets}
        rowKey={(one) => one.id}
        chosen={(one) => one.id === shown?.id}
        onRow={(one) => setSet(one.id)}
        columns={[
          {
            id: 'name',
            head: t('name'),
            rowHead: true,
            cell: (one) => (lang === 'vi' ? one.nameVi : one.nameEn),
          },
          { id: 'note', head: t('note'), cell: (one) => (lang === 'vi' ? one.noteVi : one.noteEn) },
          {
            id: 'status',
            head: t('status'),
            cell: (one) => one.status,
            show: (one) => (
              <span className={one.status === 'active' ? 'good' : 'muted'}>{t(`sets.${one.status}`)}</span>
            ),
          },
          {
            id: 'turn',
            head: t('sets.change'),
            cell: () => null,
            show: (one) =>
              mayChange ? (
                <button type="button" className="link" disabled={action.busy} onClick={() => void turn(one)}>
                  {t(one.status === 'active' ? 'sets.end' : 'sets.begin')}
                </button>
              ) : (
                '–'
              ),
          },
        ]}
      />
      {shown && <AreasOf set={shown} />}
      {mayChange && <SetImport onImported={reload} />}
    </>
  );
}

function AreasOf({ set }: { set: ReportingSet }): ReactNode {
  const t = useTexts();
  const { lang, areaName } = useLocale();
  const list = useResource(`areas|${set.id}`, (signal) =>
    getList<Area>('/api/v1/areas', { reportingSet: set.id }, signal),
  );
  return (
    <div className="admin-part">
      <Failure resource={list} what={t('tab.areas')} />
      <DataTable
        title={t('areas.of', { set: lang === 'vi' ? set.nameVi : set.nameEn })}
        file={`dia-ban-${set.id}`}
        short
        rows={list.data ?? []}
        rowKey={(one) => one.code}
        empty={<Empty title={t('areas.none')} />}
        columns={[
          { id: 'code', head: t('code'), cell: (one) => one.code },
          { id: 'name', head: t('name'), rowHead: true, cell: areaName },
          { id: 'level', head: t('level'), cell: (one) => t(`level.${one.level}`) },
          {
            id: 'area',
            head: t('areas.km2'),
            num: true,
            cell: (one) => one.areaKm2,
            show: (one) => (one.areaKm2 === null ? '–' : formatShort(one.areaKm2, lang)),
          },
          {
            id: 'stations',
            head: t('areas.stations'),
            num: true,
            cell: (one) => one.stations,
            show: (one) => formatNumber(one.stations, lang),
          },
        ]}
      />
    </div>
  );
}
