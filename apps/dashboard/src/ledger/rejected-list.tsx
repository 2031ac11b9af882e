import { type ReactNode, useContext } from 'react';
import { getJson } from '../api/client.js';
import type { Page, Rejected } from '../api/types.js';
import { useResource } from '../api/use-resource.js';
import { CsvButton } from '../charts/csv-button.js';
import { formatMoment } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { LiveContext } from '../live/use-live.js';
import { Failure } from '../states/failure.js';
import { previewOf } from './preview.js';

/** Newest rejected messages with reason and the first of their bytes, as text only. */
export function RejectedList(): ReactNode {
  const { t, lang, word } = useLocale();
  const store = useContext(LiveContext);
  const resource = useResource(
    `rejected|${store.epoch}`,
    (signal) => getJson<Page<Rejected>>('/api/v1/rejected', { limit: 30 }, signal),
    3000,
  );
  const items = resource.data?.items ?? [];
  return (
    <section className="card" aria-labelledby="rejected">
      <div className="card-head">
        <h2 id="rejected">{t('rej.title')}</h2>
        <CsvButton
          file="tu-choi"
          table={() => ({
            header: [t('rej.at'), t('dev.device'), t('rej.reason'), t('rej.detail'), t('rej.bytes')],
            rows: items.map((row) => [
              row.at,
              row.device,
              row.reason,
              row.detail,
              previewOf(row.bytes, 4096),
            ]),
          })}
        />
      </div>
      <Failure resource={resource} what={t('rej.title')} />
      {items.length === 0 ? (
        <p className="empty">{resource.data ? t('rej.empty') : t('loading')}</p>
      ) : (
        <div className="scroll short" tabIndex={0} role="group" aria-labelledby="rejected">
          <table className="rejected">
            <thead>
              <tr>
                <th scope="col">{t('rej.at')}</th>
                <th scope="col">{t('dev.device')}</th>
                <th scope="col">{t('rej.reason')}</th>
                <th scope="col">{t('rej.bytes')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <tr key={row.position}>
                  <td className="nowrap">{formatMoment(Date.parse(row.at), lang)}</td>
                  <td>{row.device}</td>
                  <td>
                    <span className="bad">{word('reason', row.reason)}</span>
                    <span className="sub">
                      {row.detail}
                      {row.replayedAt !== null && ` · ${t('rej.replayed')}`}
                    </span>
                  </td>
                  <td>
                    <code>{previewOf(row.bytes)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
