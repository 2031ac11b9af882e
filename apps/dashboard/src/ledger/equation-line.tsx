import { type ReactNode, useContext, useMemo } from 'react';
import { formatNumber } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { LiveContext, useLiveVersion } from '../live/use-live.js';
import { equationOf } from './equation.js';

const TERMS = ['stored', 'corrected', 'duplicate', 'rejected', 'inFlight'] as const;

/** Received = Stored + Corrected + Duplicate + Rejected + In flight, over all devices today. */
export function EquationLine(): ReactNode {
  const { t, lang } = useLocale();
  const store = useContext(LiveContext);
  const version = useLiveVersion();
  const sums = useMemo(
    () => ({ version, equation: equationOf(store.ledger.values()) }),
    [store, version],
  ).equation;
  const n = (value: number): string => (store.ledgerLoaded ? formatNumber(value, lang) : '…');
  return (
    <div className="equation" title={t('ledger.unit')}>
      <span className="muted">{t('ledger.title')}</span>{' '}
      <span className="term">
        {t('ledger.received')} <b>{n(sums.received)}</b>
      </span>
      {TERMS.map((term, i) => (
        <span key={term} className="term">
          <span className="muted">{i === 0 ? ' = ' : ' + '}</span>
          {t(`ledger.${term}`)}{' '}
          <b className={term === 'rejected' && sums.rejected > 0 ? 'bad' : ''}>{n(sums[term])}</b>
        </span>
      ))}
      {store.ledgerLoaded && (
        <span className={sums.holds ? 'good' : 'bad'}>
          {sums.holds ? `✓ ${t('ledger.holds')}` : `✗ ${t('ledger.broken')}`}
        </span>
      )}
    </div>
  );
}
