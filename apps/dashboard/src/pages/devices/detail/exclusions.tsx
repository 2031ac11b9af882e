import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { usePerson } from '../../../admin/person.js';
import { useMayAt } from '../../../admin/places.js';
import { getList, sendJson } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { useAction } from '../../../form/use-action.js';
import { formatMoment } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Failure } from '../../../states/failure.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { ExclusionForm } from './exclusion-form.js';

type Exclusion = Schemas['Exclusion'];

/** Times of maintenance and faults, whose readings don't count in KPIs. */
export function Exclusions({ device }: { device: Device }): ReactNode {
  const t = useTexts();
  const mayChange = useMayAt()('exclusions.write', device.station);
  const [changes, setChanges] = useState(0);
  const [adding, setAdding] = useState(false);
  const changed = (): void => setChanges(changes + 1);
  const list = useResource(`exclusions|${device.id}|${changes}`, (signal) =>
    getList<Exclusion>('/api/v1/exclusions', { device: device.id, withdrawn: 'true' }, signal),
  );
  return (
    <section className="devices-part" aria-label={t('exclusions')}>
      <Failure resource={list} what={t('exclusions')} />
      <List items={list.data ?? []} device={device} onChanged={changed} />
      {mayChange && !adding && (
        <button type="button" className="button" onClick={() => setAdding(true)}>
          + {t('exclusions.add')}
        </button>
      )}
      {adding && (
        <ExclusionForm
          device={device}
          onDone={() => {
            setAdding(false);
            changed();
          }}
          onCancel={() => setAdding(false)}
        />
      )}
    </section>
  );
}

function List({
  items,
  device,
  onChanged,
}: {
  items: readonly Exclusion[];
  device: Device;
  onChanged: () => void;
}): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const mayChange = useMayAt()('exclusions.write', device.station);
  const [person] = usePerson();
  const action = useAction();
  const withdraw = async (one: Exclusion): Promise<void> => {
    const done = await action.run(
      () => sendJson('DELETE', `/api/v1/exclusions/${one.id}`, undefined, { by: person || t('someone') }),
      t('exclusions.withdrawn'),
    );
    if (done !== null) onChanged();
  };
  const time = (text: string): string => formatMoment(Date.parse(text), lang);
  return (
    <DataTable
      title={t('exclusions')}
      heading="h3"
      file={`loai-tru-${device.id}`}
      short
      rows={items}
      rowKey={(one) => String(one.id)}
      empty={
        <Empty title={t('exclusions.none')}>
          <p>{t('exclusions.none.do')}</p>
        </Empty>
      }
      columns={[
        { id: 'from', head: t('from'), cell: (one) => one.from, show: (one) => time(one.from) },
        { id: 'to', head: t('to'), cell: (one) => one.to, show: (one) => time(one.to) },
        { id: 'kind', head: t('kind'), cell: (one) => t(`kind.${one.kind}`) },
        { id: 'reason', head: t('why'), cell: (one) => one.reason },
        { id: 'by', head: t('by'), cell: (one) => one.by },
        {
          id: 'withdrawn',
          head: t('inForce'),
          cell: (one) => one.withdrawnAt,
          show: (one) =>
            one.withdrawnAt !== null ? (
              <span className="muted">{t('withdrawnBy', { who: one.withdrawnBy ?? '–' })}</span>
            ) : mayChange ? (
              <button
                type="button"
                className="link"
                disabled={action.busy}
                onClick={() => void withdraw(one)}
              >
                {t('withdraw')}
              </button>
            ) : (
              t('yes')
            ),
        },
      ]}
    />
  );
}
