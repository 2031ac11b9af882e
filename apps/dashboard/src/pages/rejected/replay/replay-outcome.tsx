import type { ReactNode } from 'react';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import type { Equation } from '../../../ledger/equation.js';
import { useTexts } from '../texts.js';
import type { Replaying } from './use-replay.js';

/** How far a replay is, and what has become of the readings of its devices since it began. */
export function ReplayOutcome({ replaying }: { replaying: Replaying }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const { progress, before, now } = replaying;
  const { scanned, total, replayed, state, detail } = progress;
  const n = (count: number): string => formatNumber(count, lang);
  return (
    <div role="status" className="rejected-outcome">
      {state === 'running' && (
        <progress max={Math.max(1, total)} value={scanned} aria-label={t('replay.progress')} />
      )}
      <p className={state === 'done' ? 'good' : state === 'failed' ? 'bad' : ''}>
        {state === 'running'
          ? t('replay.running', { scanned: n(scanned), total: n(total), replayed: n(replayed) })
          : state === 'done'
            ? t('replay.ended', { replayed: n(replayed) })
            : t('replay.failed', { replayed: n(replayed), detail: detail ?? '' })}
      </p>
      {replayed > 0 && <Since before={before} now={now} />}
    </div>
  );
}

function Since({ before, now }: { before: Equation; now: Equation }): ReactNode {
  const t = useTexts();
  const { lang, word } = useLocale();
  const more = (term: 'stored' | 'duplicate' | 'corrected' | 'rejected'): string =>
    formatNumber(now[term] - before[term], lang);
  const again = [...now.reasons].filter(([reason, count]) => count > (before.reasons.get(reason) ?? 0));
  return (
    <>
      <p>
        {t('replay.since', {
          stored: more('stored'),
          duplicate: more('duplicate'),
          corrected: more('corrected'),
          rejected: more('rejected'),
        })}
      </p>
      {again.length > 0 && (
        <p className="bad">
          {t('replay.since.reasons', { reasons: again.map(([reason]) => word('reason', reason)).join(', ') })}
        </p>
      )}
    </>
  );
}
