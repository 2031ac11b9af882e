import { type FormEvent, type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { sendJson, serverNow } from '../../../api/client.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { localDate } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { useTexts } from '../texts.js';

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** Signs the values of a final period; another person's check freezes them. */
export function SignForm({ onSigned }: { onSigned: () => void }): ReactNode {
  const t = useTexts();
  const { t: common, areaName } = useLocale();
  const { areas } = useCity();
  const action = useAction();
  const person = usePerson();
  const [period, setPeriod] = useState<string>('month');
  const [from, setFrom] = useState(() => `${localDate(serverNow() - 28 * 86_400_000).slice(0, 8)}01`);
  const [area, setArea] = useState('');
  const [note, setNote] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { by: person[0].trim(), note, ...(area !== '' && { area }) };
    const done = await action.run(
      () => sendJson('POST', `/api/v1/periods/${period}/${from}/sign`, body),
      t('periods.signed.done'),
    );
    if (done !== null) onSigned();
  };
  return (
    <details>
      <summary>{t('periods.sign')}</summary>
      <form className="reports-form" onSubmit={(event) => void submit(event)}>
        <Field label={common('period')}>
          {(control) => (
            <select {...control} value={period} onChange={(event) => setPeriod(event.target.value)}>
              {PERIODS.map((one) => (
                <option key={one} value={one}>
                  {common(`period.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('periods.day')} hint={t('periods.day.hint')} error={action.errorAt('from')}>
          {(control) => (
            <input
              {...control}
              type="date"
              required
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </Field>
        <Field label={common('area')} error={action.errorAt('area')}>
          {(control) => (
            <select {...control} value={area} onChange={(event) => setArea(event.target.value)}>
              <option value="">{t('periods.allAreas')}</option>
              {areas.map((one) => (
                <option key={one.code} value={one.code}>
                  {areaName(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('note')}>
          {(control) => (
            <input
              {...control}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <PersonField person={person} error={action.errorAt('by')} />
        <div className="wide">
          <Problems error={action.error} />
          <div className="actions">
            <button type="submit" className="button primary" disabled={action.busy}>
              {t('periods.sign')}
            </button>
          </div>
        </div>
      </form>
    </details>
  );
}
