import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { getJson, getList, type Query, saveFile, serverNow, urlOf } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { Field } from '../../../form/field.js';
import { useAction } from '../../../form/use-action.js';
import { formatMoment, formatNumber, localDate } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { setOwn, useOwn } from '../../../route/route.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';

type Entry = Schemas['AuditEntry'];
type Verdict = Schemas['AuditVerdict'];

const DAY_MS = 86_400_000;
const PAGES = 3;
const MOST = PAGES * 10_000;

/** Who changed what and when, whether the trail is whole, and the trail to take along. */
export function Audit(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const [from] = useOwn('from', localDate(serverNow() - DAY_MS));
  const [object] = useOwn('object', '');
  const [caller] = useOwn('caller', '');
  const filter: Query = { from, object: object || undefined, caller: caller || undefined };
  const list = useResource(`audit|${JSON.stringify(filter)}`, (signal) =>
    getList<Entry>('/api/v1/audit', filter, signal, PAGES),
  );
  // An entry before the deed and one after it; what became of it is shown with the first.
  const entries = list.data ?? [];
  const outcomes = new Map(entries.map((one) => [one.outcomeOf, one.outcome]));
  const rows = entries.filter((one) => one.outcomeOf === null);
  return (
    <>
      <p className="muted">{t('audit.about')}</p>
      <div className="admin-form">
        <Filter name="from" type="date" label={t('validFrom')} value={from} />
        <Filter
          name="object"
          type="search"
          label={t('audit.object')}
          hint={t('audit.object.hint')}
          value={object}
        />
        <Filter
          name="caller"
          type="search"
          label={t('audit.caller')}
          hint={t('audit.caller.hint')}
          value={caller}
        />
      </div>
      <Tools filter={filter} />
      <Failure resource={list} what={t('tab.audit')} />
      {list.data === null && list.error === null ? (
        <Ghost lines={8} />
      ) : (
        <DataTable
          title={t('audit.list')}
          file="nhat-ky-kiem-toan"
          rows={rows}
          rowKey={(one) => String(one.seq)}
          sort={{ column: 'seq', down: true }}
          empty={<Empty title={t('audit.none')} />}
          columns={[
            {
              id: 'seq',
              head: t('audit.seq'),
              num: true,
              cell: (one) => one.seq,
              show: (one) => formatNumber(one.seq, lang),
            },
            {
              id: 'at',
              head: t('audit.at'),
              cell: (one) => one.at,
              show: (one) => formatMoment(Date.parse(one.at), lang),
            },
            { id: 'caller', head: t('audit.caller'), rowHead: true, cell: (one) => one.caller.name },
            { id: 'action', head: t('audit.action'), cell: (one) => one.action },
            { id: 'object', head: t('audit.object'), cell: (one) => one.object },
            {
              id: 'outcome',
              head: t('audit.outcome'),
              num: true,
              cell: (one) => outcomes.get(one.seq) ?? null,
            },
            {
              id: 'detail',
              head: t('audit.detail'),
              cell: (one) => one.detail,
              show: (one) => <code className="admin-detail">{one.detail}</code>,
            },
          ]}
        />
      )}
      {entries.length >= MOST && <p className="muted">{t('audit.cut', { n: formatNumber(MOST, lang) })}</p>}
    </>
  );
}

function Filter({
  name,
  type,
  label,
  hint,
  value,
}: {
  name: 'from' | 'object' | 'caller';
  type: 'date' | 'search';
  label: string;
  hint?: string;
  value: string;
}): ReactNode {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          type={type}
          value={value}
          onChange={(event) => setOwn({ [name]: event.target.value || undefined }, true)}
        />
      )}
    </Field>
  );
}

/** Checks the chain of hashes, and hands the trail over. */
function Tools({ filter }: { filter: Query }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const action = useAction();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const verify = async (): Promise<void> => {
    setVerdict(await action.run(() => getJson<Verdict>('/api/v1/audit/verify')));
  };
  const url = urlOf('/api/v1/audit/export', filter);
  return (
    <>
      <div className="actions">
        <button type="button" className="button" disabled={action.busy} onClick={() => void verify()}>
          {t('audit.verify')}
        </button>
        <button
          type="button"
          className="button"
          disabled={action.busy}
          onClick={() => void action.run(() => saveFile(url, 'audit.ndjson'))}
        >
          {t('audit.export')}
        </button>
      </div>
      {verdict && (
        <p role="status" className={verdict.brokenAt === null ? 'good' : 'bad'}>
          {verdict.brokenAt === null
            ? `✓ ${t('audit.whole', { n: formatNumber(verdict.entries, lang) })}`
            : `✗ ${t('audit.broken', { n: formatNumber(verdict.brokenAt, lang) })}`}{' '}
          <code className="admin-detail">{verdict.head}</code>
        </p>
      )}
    </>
  );
}
