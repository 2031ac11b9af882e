import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { useRights } from '../../../admin/session.js';
import { getList, sendJson } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { useAction } from '../../../form/use-action.js';
import { formatDate, formatMoment } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { Restatements } from './restatements.js';
import { SignForm } from './sign-form.js';

type Signature = Schemas['Signature'];

/** Periods whose values one person signed and another one checked, and proposals to change them. */
export function Periods(): ReactNode {
  const t = useTexts();
  const maySign = useRights().may('periods.sign');
  const [changes, setChanges] = useState(0);
  const changed = (): void => setChanges(changes + 1);
  const list = useResource(`periods|${changes}`, (signal) =>
    getList<Signature>('/api/v1/periods', {}, signal),
  );
  return (
    <>
      <p className="muted">{t('periods.about')}</p>
      {maySign && <SignForm onSigned={changed} />}
      <Failure resource={list} what={t('tab.periods')} />
      {list.data === null && list.error === null ? (
        <Ghost lines={4} />
      ) : (
        <Signatures rows={list.data ?? []} onChanged={changed} />
      )}
      <Restatements />
    </>
  );
}

function Signatures({ rows, onChanged }: { rows: readonly Signature[]; onChanged: () => void }): ReactNode {
  const t = useTexts();
  const { t: common, lang, areaShort } = useLocale();
  const { areas } = useCity();
  const mayCheck = useRights().may('periods.check');
  const person = usePerson();
  const action = useAction();
  const check = async (one: Signature): Promise<void> => {
    const body = {
      by: person[0].trim(),
      reportingSet: one.reportingSet,
      ...(one.area !== null && { area: one.area }),
    };
    const path = `/api/v1/periods/${one.period}/${one.from.slice(0, 10)}/check`;
    const done = await action.run(() => sendJson('POST', path, body), t('periods.checked.done'));
    if (done !== null) onChanged();
  };
  const areaName = (code: string | null): string => {
    if (code === null) return t('periods.allAreas');
    const area = areas.find((one) => one.code === code);
    return area ? areaShort(area) : code;
  };
  const waiting = rows.some(({ state }) => state === 'signed');
  return (
    <>
      <DataTable
        title={t('periods.title')}
        file="ky-da-ky"
        rows={rows}
        rowKey={(one) => String(one.id)}
        empty={
          <Empty title={t('periods.none')}>
            <p>{t('periods.none.do')}</p>
          </Empty>
        }
        columns={[
          {
            id: 'period',
            head: common('period'),
            rowHead: true,
            cell: (one) => `${common(`period.${one.period}`)} ${one.from.slice(0, 10)}`,
            show: (one) => `${common(`period.${one.period}`)} ${formatDate(Date.parse(one.from), lang)}`,
          },
          { id: 'area', head: common('area'), cell: (one) => areaName(one.area) },
          {
            id: 'state',
            head: t('state'),
            cell: (one) => one.state,
            show: (one) => (
              <span className={one.state === 'checked' ? 'good' : 'attention'}>
                {t(`periods.${one.state}`)}
              </span>
            ),
          },
          {
            id: 'signed',
            head: t('periods.by'),
            cell: (one) => one.signedBy,
            show: (one) => `${one.signedBy} · ${formatMoment(Date.parse(one.signedAt), lang)}`,
          },
          {
            id: 'checked',
            head: t('periods.checkedBy'),
            cell: (one) => one.checkedBy,
            show: (one) =>
              one.checkedBy !== null ? (
                one.checkedBy
              ) : mayCheck ? (
                <button
                  type="button"
                  className="link"
                  disabled={action.busy || person[0].trim().length < 2}
                  onClick={() => void check(one)}
                >
                  {t('periods.check')}
                </button>
              ) : (
                '–'
              ),
          },
          { id: 'note', head: t('note'), cell: (one) => one.note },
        ]}
      />
      {mayCheck && waiting && <PersonField person={person} />}
    </>
  );
}
