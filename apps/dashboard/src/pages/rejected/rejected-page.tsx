import type { ReactNode } from 'react';
import { getList, serverNow } from '../../api/client.js';
import type { LedgerItem } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { Segments } from '../../form/segments.js';
import { localDate } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { useLive } from '../../live/use-live.js';
import { useOwn } from '../../route/route.js';
import { Failure } from '../../states/failure.js';
import { Messages } from './messages.js';
import { reasonCounts } from './reason-counts.js';
import { Reasons } from './reasons.js';
import './rejected.css';
import { useTexts } from './texts.js';

const DAY_MS = 86_400_000;
const SPANS = { today: 0, week: 6, month: 29 } as const;
type Span = keyof typeof SPANS;

/** "Thư từ chối": what was not taken, why, from whom, and how to put it right. */
export default function RejectedPage(): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const store = useLive();
  const [chosen, setSpan] = useOwn('span', 'today');
  const span: Span = chosen in SPANS ? (chosen as Span) : 'today';
  const [reason, setReason] = useOwn('reason', '');
  const [device, setDevice] = useOwn('device', '');
  const past = useResource(span === 'today' ? null : `ledger|${span}|${localDate(serverNow())}`, (signal) =>
    getList<LedgerItem>(
      '/api/v1/ledger',
      { from: localDate(serverNow() - SPANS[span] * DAY_MS), to: localDate(serverNow()) },
      signal,
      50,
    ),
  );
  const counts = reasonCounts([...(past.data ?? []), ...store.ledger.values()]);
  const total = counts.reduce((sum, one) => sum + one.count, 0);
  return (
    <>
      <section className="card" aria-labelledby="rejected-title">
        <div className="card-head">
          <h1 id="rejected-title">{t('title')}</h1>
          <Segments
            label={common('period')}
            value={span}
            onChange={setSpan}
            options={(Object.keys(SPANS) as Span[]).map((id) => ({ id, text: t(`span.${id}`) }))}
          />
        </div>
        <p className="muted">{t('about')}</p>
        <Failure resource={past} what={common('ledger.title')} />
        <Reasons
          counts={counts}
          total={total}
          loading={!store.ledgerLoaded}
          chosen={{ reason, device }}
          onReason={setReason}
          onDevice={setDevice}
        />
      </section>
      <Messages reason={reason} device={device} heard={total} />
    </>
  );
}
