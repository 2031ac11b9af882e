import { type ReactNode, useId, useState } from 'react';
import { getList, serverNow } from '../../../api/client.js';
import type { Device, SeriesItem } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { Sparkline } from '../../../charts/sparkline.js';
import { formatMoment, formatShort, unitText } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { equationOf } from '../../../ledger/equation.js';
import { useLive } from '../../../live/use-live.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useMeasures } from '../../../devices/measures.js';
import { useTexts } from '../texts.js';

const HOURS = 6;

/** Stored readings of the last hours, by measure; read again whenever the device's ledger moves. */
export function DeviceReadings({ device }: { device: Device }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const id = useId();
  const store = useLive();
  const measures = useMeasures(device.profile);
  const [chosen, setChosen] = useState('');
  const all = measures.data ?? [];
  // A level says more at a glance than one of many counts.
  const telling = all.find(({ kind }) => kind !== 'count') ?? all[0];
  const measure = all.find((one) => one.id === chosen) ?? telling;
  const stored = equationOf([...store.ledger.values()].filter((item) => item.device === device.id));
  const from = new Date(serverNow() - HOURS * 3_600_000).toISOString();
  const readings = useResource(
    measure ? `${device.id}|${measure.id}|${stored.stored + stored.corrected}` : null,
    (signal) =>
      getList<SeriesItem>(
        '/api/v1/series',
        { measure: measure?.id, device: device.id, bucket: 'raw', from },
        signal,
      ),
  );
  const items = readings.data ?? [];
  const unit = measure ? unitText(measure.unit, lang) : '';
  return (
    <section className="devices-part" aria-labelledby={id}>
      <div className="card-head">
        <h3 id={id}>{t('readings', { hours: HOURS })}</h3>
        <label>
          <span className="hidden">{t('measure')}</span>
          <select value={measure?.id ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {all.map((one) => (
              <option key={one.id} value={one.id}>
                {lang === 'vi' ? one.nameVi : one.nameEn}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Failure resource={measures} what={t('measure')} />
      <Failure resource={readings} what={t('readings', { hours: HOURS })} />
      {readings.data === null ? (
        <Ghost lines={3} />
      ) : items.length === 0 ? (
        <Empty title={t('readings.none', { hours: HOURS })}>
          <p>{t('readings.none.do')}</p>
        </Empty>
      ) : (
        <>
          <div className="history">
            <Sparkline
              points={items.map(({ t: at, value }) => ({
                t: Date.parse(at),
                value,
                completeness: 1,
                partial: false,
              }))}
              width={640}
              height={120}
              area
              label={t('readings', { hours: HOURS })}
            />
          </div>
          <DataTable
            title={t('readings.table')}
            heading={null}
            file={`${device.id}-${measure?.key ?? ''}`}
            short
            sort={{ column: 'at', down: true }}
            rows={items}
            rowKey={(item) => `${item.t}|${item.lane ?? ''}`}
            columns={[
              {
                id: 'at',
                head: t('at'),
                cell: (item) => item.t,
                show: (item) => formatMoment(Date.parse(item.t), lang),
              },
              { id: 'lane', head: t('lane'), cell: (item) => item.lane ?? null },
              {
                id: 'value',
                head: unit === '' ? t('value') : `${t('value')} (${unit})`,
                num: true,
                cell: (item) => item.value,
                show: (item) => (item.value === null ? '–' : formatShort(item.value, lang, 3)),
              },
            ]}
          />
        </>
      )}
    </section>
  );
}
