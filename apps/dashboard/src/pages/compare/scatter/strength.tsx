import type { ReactNode } from 'react';
import type { Correlation } from '../../../api/types.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';

/** Why a correlation was refused, in the reader's language; '' where it wasn't. */
export function useRefusal(): (correlation: Correlation) => string {
  const own = useTexts();
  return ({ refused, n }) => {
    if (refused === null) return '';
    if (refused.startsWith('fewer than')) return own('refused.few', { n });
    if (refused.startsWith('different reporting')) return own('refused.sets');
    if (refused.includes('constant') || refused.includes('vary')) return own('refused.constant');
    return own('refused.other', { reason: refused });
  };
}

/** Both coefficients with their intervals, and what they don't say. */
export function Strength({ correlation }: { correlation: Correlation }): ReactNode {
  const { lang } = useLocale();
  const own = useTexts();
  const refusal = useRefusal();
  const n = (value: number): string => formatNumber(value, lang, 2).replace('-', '−');
  return (
    <>
      <dl className="compare-strength">
        <div>
          <dt>{own('n')}</dt>
          <dd>{correlation.n}</dd>
        </div>
        {(['pearson', 'spearman'] as const).map((kind) => {
          const found = correlation[kind];
          return (
            <div key={kind}>
              <dt>{own(kind)}</dt>
              <dd>{found ? n(found.value) : '–'}</dd>
              {found && <p className="sub">{own('interval', { lo: n(found.lo), hi: n(found.hi) })}</p>}
            </div>
          );
        })}
      </dl>
      {correlation.refused !== null && (
        <p className="compare-refused" role="status">
          {refusal(correlation)}
        </p>
      )}
      <p className="muted">{own('caveat')}</p>
      <p className="muted">{own('caveat.outliers')}</p>
    </>
  );
}
