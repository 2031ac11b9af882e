import { type ReactNode, useContext, useMemo } from 'react';
import type { LedgerItem } from '../api/types.js';
import { CsvButton } from '../charts/csv-button.js';
import { formatMoment, formatNumber } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { LiveContext, useLiveVersion } from '../live/use-live.js';
import { equationOf } from './equation.js';

const TERMS = ['received', 'stored', 'corrected', 'duplicate', 'rejected', 'inFlight'] as const;

/** Today's ledger by hour of arrival, with why readings were rejected. */
export function LedgerSection(): ReactNode {
  const { t, lang, word } = useLocale();
  const store = useContext(LiveContext);
  const version = useLiveVersion();
  const { rows, reasons } = useMemo(() => {
    const hours = byHour(store.ledger.values());
    const sorted = [...hours].sort(([a], [b]) => b.localeCompare(a));
    return {
      version,
      rows: sorted.map(([hour, items]) => ({ hour, ...equationOf(items) })),
      reasons: [...equationOf(store.ledger.values()).reasons].sort(([, a], [, b]) => b - a),
    };
  }, [store, version]);
  return (
    <section className="card" aria-labelledby="ledger">
      <div className="card-head">
        <h2 id="ledger">{t('ledger.title')}</h2>
        <span className="muted">{t('ledger.unit')}</span>
        <CsvButton
          file="so-cai"
          table={() => ({
            header: [t('ledger.hour'), ...TERMS.map((term) => t(`ledger.${term}`))],
            rows: rows.map((row) => [row.hour, ...TERMS.map((term) => row[term])]),
          })}
        />
      </div>
      {rows.length === 0 ? (
        <p className="empty">{store.ledgerLoaded ? t('ledger.empty') : t('loading')}</p>
      ) : (
        <div className="scroll short" tabIndex={0} role="group" aria-labelledby="ledger">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('ledger.byHour')}</th>
                {TERMS.map((term) => (
                  <th key={term} scope="col" className="num">
                    {t(`ledger.${term}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="hidden">{t('ledger.holds')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.hour}>
                  <th scope="row">{formatMoment(Date.parse(row.hour), lang)}</th>
                  {TERMS.map((term) => (
                    <td key={term} className={`num ${term === 'rejected' && row.rejected > 0 ? 'bad' : ''}`}>
                      {formatNumber(row[term], lang)}
                    </td>
                  ))}
                  <td className={row.holds ? 'good' : 'bad'}>
                    {row.holds ? '✓' : `✗ ${t('ledger.broken')}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {reasons.length > 0 && (
        <p className="reasons">
          {reasons.map(([reason, count]) => (
            <span key={reason}>
              {word('reason', reason)} <b>{formatNumber(count, lang)}</b>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function byHour(items: Iterable<LedgerItem>): ReadonlyMap<string, readonly LedgerItem[]> {
  const hours = new Map<string, LedgerItem[]>();
  for (const item of items) {
    const hour = hours.get(item.hour);
    if (hour) hour.push(item);
    else hours.set(item.hour, [item]);
  }
  return hours;
}
