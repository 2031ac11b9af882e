import { type FormEvent, type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { sendJson, serverNow } from '../../../api/client.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { localDate } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';

const DAY_MS = 86_400_000;

/** Starts a recalculation; a dry run stores nothing. */
export function RecalculationForm({ onStarted }: { onStarted: () => void }): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const action = useAction();
  const person = usePerson();
  const [from, setFrom] = useState(() => localDate(serverNow() - DAY_MS));
  const [to, setTo] = useState(() => localDate(serverNow()));
  const [kpis, setKpis] = useState('');
  const [reason, setReason] = useState('');
  const [dryRun, setDryRun] = useState(true);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const some = kpis.split(/[\s,]+/).filter((one) => one !== '');
    const body = {
      from,
      to: localDate(Date.parse(`${to}T00:00:00+07:00`) + DAY_MS),
      dryRun,
      reason,
      by: person[0].trim(),
      ...(some.length > 0 && { kpis: some }),
    };
    const done = await action.run(
      () => sendJson('POST', '/api/v1/recalculations', body),
      t('recalculations.started'),
    );
    if (done !== null) onStarted();
  };
  const day = (label: string, value: string, set: (value: string) => void, path: string): ReactNode => (
    <Field label={label} error={action.errorAt(path)}>
      {(control) => (
        <input
          {...control}
          type="date"
          required
          value={value}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <details>
      <summary>{t('recalculations.start')}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <div className="admin-form">
          {day(common('col.from'), from, setFrom, 'from')}
          {day(t('toEnd'), to, setTo, 'to')}
          <Field label={common('col.kpi')} hint={t('recalculations.kpis')} error={action.errorAt('kpis')}>
            {(control) => (
              <input
                {...control}
                value={kpis}
                placeholder="MOB-05, ENV-01"
                onChange={(event) => setKpis(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('reason')} error={action.errorAt('reason')}>
            {(control) => (
              <input
                {...control}
                required
                minLength={3}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <PersonField person={person} error={action.errorAt('by')} />
        </div>
        <label className="admin-check">
          <input type="checkbox" checked={dryRun} onChange={(event) => setDryRun(event.target.checked)} />
          {t('recalculations.dryRun')}
        </label>
        <Problems error={action.error} />
        <div className="actions">
          <button type="submit" className="button primary" disabled={action.busy}>
            {t('recalculations.do')}
          </button>
        </div>
      </form>
    </details>
  );
}
