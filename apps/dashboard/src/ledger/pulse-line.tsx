import { type ReactNode, useContext } from 'react';
import { useLocale } from '../i18n/locale.js';
import { LiveContext, useNow } from '../live/use-live.js';

const WIDTH = 480;
const HEIGHT = 32;

/** Readings per second over the last two minutes. */
export function PulseLine(): ReactNode {
  const { t } = useLocale();
  const store = useContext(LiveContext);
  const samples = store.rate.samples(useNow(1000));
  const top = Math.max(1, ...samples.map((count) => count ?? 0));
  const points = samples
    .flatMap((count, i) => {
      if (count === null) return [];
      const x = (i / (samples.length - 1)) * WIDTH;
      return `${x.toFixed(1)},${(HEIGHT - 3 - (count / top) * (HEIGHT - 6)).toFixed(1)}`;
    })
    .join(' ');
  return (
    <svg
      className="pulse"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('ledger.pulse')}
    >
      <polyline points={points} />
    </svg>
  );
}
