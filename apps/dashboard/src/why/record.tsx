import type { ReactNode } from 'react';
import type { KpiItem, Lineage } from '../api/types.js';
import { formatDate, formatShort, formatTime } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { useReasons } from './reasons.js';
import { useTexts } from './texts.js';

/** When and on what ground a value was computed, whether it still comes to the same, and its revisions. */
export function Record({ item, lineage }: { item: KpiItem; lineage: Lineage | null }): ReactNode {
  const { t, lang } = useLocale();
  const own = useTexts();
  const inWords = useReasons();
  const moment = (text: string): string =>
    `${formatTime(Date.parse(text), lang, true)} ${formatDate(Date.parse(text), lang)}`;
  return (
    <li>
      <h3>{t('why.record')}</h3>
      <p>
        {t('why.recordText', {
          finality: t(`finality.${item.finality}`),
          revision: item.revision,
          time: moment(item.computedAt),
          set: item.reportingSet,
          registry: item.registryRevision,
        })}
      </p>
      {item.reason !== null && <p>{t('why.reason', { reason: inWords(item.reason) })}</p>}
      {lineage && <Recomputed lineage={lineage} />}
      {lineage && (
        <details open={lineage.revisions.length > 0}>
          <summary>{own('revisions')}</summary>
          {lineage.revisions.length === 0 ? (
            <p className="muted">{own('revisions.none')}</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">{own('revision')}</th>
                  <th scope="col" className="num">
                    {own('value')}
                  </th>
                  <th scope="col">{own('at')}</th>
                  <th scope="col">{own('reason')}</th>
                </tr>
              </thead>
              <tbody>
                {lineage.revisions.map((one) => (
                  <tr key={one.revision}>
                    <th scope="row">r{one.revision}</th>
                    <td className="num">{one.value === null ? '–' : formatShort(one.value, lang, 4)}</td>
                    <td>{moment(one.at)}</td>
                    <td>{one.reason === null ? '–' : inWords(one.reason)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </details>
      )}
    </li>
  );
}

/** Says whether the stored inputs come to the published value: promise 3, seen by whoever looks. */
function Recomputed({ lineage: { item, recomputed } }: { lineage: Lineage }): ReactNode {
  const { lang } = useLocale();
  const own = useTexts();
  if (item?.value == null || recomputed === null) return null;
  const difference = recomputed - item.value;
  if (Math.abs(difference) <= 1e-9 * Math.max(1, Math.abs(item.value)))
    return <p className="good">✓ {own('recomputed.same')}</p>;
  const text = { value: formatShort(recomputed, lang, 6), difference: formatShort(difference, lang, 6) };
  return <p className="muted">{own('recomputed', text)}</p>;
}
