import type { ReactNode } from 'react';
import { formatAge, formatNumber } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { EquationLine } from '../ledger/equation-line.js';
import { PulseLine } from '../ledger/pulse-line.js';
import { useLive, useNow } from '../live/use-live.js';
import { useLiveGround } from './load.js';

/** The emblem of the page: nothing is missing, and it lives. */
export function Footer(): ReactNode {
  useLiveGround();
  return (
    <footer className="foot">
      <EquationLine />
      <PulseLine />
      <FeedAge />
    </footer>
  );
}

function FeedAge(): ReactNode {
  const { t, lang } = useLocale();
  const store = useLive();
  const now = useNow(500);
  const rate = store.rate.perSecond(now);
  const age =
    store.lastEventAt === null
      ? t('feed.quiet')
      : t('ago', { age: formatAge(now - store.lastEventAt, lang) });
  return (
    <div className={`feed feed-${store.feed}`}>
      <span role="status" title={store.feed === 'lost' ? t('feed.kept') : undefined}>
        {store.feed === 'open' ? '' : t(`feed.${store.feed}`)}
      </span>
      <strong>{age}</strong>
      <span className="rate">{rate !== null && t('ledger.rate', { n: formatNumber(rate, lang, 1) })}</span>
    </div>
  );
}
