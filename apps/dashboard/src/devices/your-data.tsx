import type { ReactNode } from 'react';
import { getList } from '../api/client.js';
import type { SeriesItem } from '../api/types.js';
import { useResource } from '../api/use-resource.js';
import { CsvButton } from '../charts/csv-button.js';
import { Sparkline } from '../charts/sparkline.js';
import { formatMoment, formatNumber, formatShort } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { equationOf } from '../ledger/equation.js';
import { useLive } from '../live/use-live.js';
import { Failure } from '../states/failure.js';

const DEVICE = 'demo';
const MEASURES = [
  { id: 'traffic.speed', key: 'speed', unit: 'km/h' },
  { id: 'traffic.n.motorcycle', key: 'motorcycle', unit: null },
  { id: 'traffic.n.car', key: 'car', unit: null },
] as const;

/** The demonstration device's own readings, read again whenever its ledger moves. */
export function YourData(): ReactNode {
  const { t, lang } = useLocale();
  const store = useLive();
  const device = store.devices.get(DEVICE);
  const mine = equationOf([...store.ledger.values()].filter((item) => item.device === DEVICE));
  const heard = `${mine.stored}|${mine.corrected}|${mine.duplicate}|${mine.rejected}`;
  const resource = useResource(device ? `demo|${heard}|${store.epoch}` : null, (signal) =>
    Promise.all(
      MEASURES.map((measure) =>
        getList<SeriesItem>('/api/v1/series', { measure: measure.id, device: DEVICE, bucket: 'raw' }, signal),
      ),
    ),
  );
  const [speeds = []] = resource.data ?? [];
  const newest = resource.data
    ?.flatMap((items) => items.at(-1)?.t ?? [])
    .sort()
    .at(-1);
  return (
    <section className="card your-data" aria-labelledby="yours">
      <div className="card-head">
        <h2 id="yours">{t('demo.title')}</h2>
        <code>{DEVICE}</code>
        {newest !== undefined && (
          <CsvButton
            file="demo"
            table={() => ({
              header: [t('col.kpi'), t('col.from'), t('col.value')],
              rows: MEASURES.flatMap((measure, i) =>
                (resource.data?.[i] ?? []).map((item) => [measure.id, item.t, item.value]),
              ),
            })}
          />
        )}
      </div>
      <Failure resource={resource} what={t('demo.title')} />
      {newest === undefined ? (
        <Empty known={device !== undefined || store.devices.size === 0} />
      ) : (
        <>
          <p className="muted">
            {t('demo.latest', { time: formatMoment(Date.parse(newest), lang) })} ·{' '}
            {t('demo.count', { n: formatNumber(speeds.length, lang) })}
          </p>
          <dl className="numbers">
            {MEASURES.map((measure, i) => {
              const item = resource.data?.[i]?.at(-1);
              return (
                <div key={measure.id}>
                  <dt>{t(`measure.${measure.key}`)}</dt>
                  <dd>
                    {item?.value == null ? '–' : formatShort(item.value, lang)}{' '}
                    <small>{measure.unit ?? t('measure.vehicles')}</small>
                  </dd>
                </div>
              );
            })}
          </dl>
          <Sparkline
            points={speeds.map((item) => ({
              t: Date.parse(item.t),
              value: item.value,
              completeness: 1,
              partial: false,
            }))}
            width={420}
            height={72}
            area
            label={t('measure.speed')}
          />
        </>
      )}
    </section>
  );
}

function Empty({ known }: { known: boolean }): ReactNode {
  const { t } = useLocale();
  if (!known) return <p className="empty">{t('demo.absent')}</p>;
  return (
    <>
      <p>{t('demo.empty')}</p>
      <pre className="line">
        {`mosquitto_pub -h ${location.hostname} -p 1883 -q 1 -u ${DEVICE} -P ${t('demo.secret')} -t telemetry/${DEVICE} `}
        {`-m '{"ts":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'","period":60,"n":{"motorcycle":41,"car":9},"speed":31.5}'`}
      </pre>
    </>
  );
}
