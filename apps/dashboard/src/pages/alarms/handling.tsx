import { type FormEvent, type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../admin/person.js';
import { sendJson } from '../../api/client.js';
import { Field } from '../../form/field.js';
import { Segments } from '../../form/segments.js';
import { useAction } from '../../form/use-action.js';
import type { AlarmWithHistory } from './alarm-types.js';
import { useTexts } from './texts.js';

const DOINGS = ['acknowledge', 'assign', 'comment', 'resolve'] as const;
type Doing = (typeof DOINGS)[number];

/** Acknowledge, assign, comment or resolve, with who does it and a note. */
export function Handling({
  alarm,
  onChanged,
}: {
  alarm: AlarmWithHistory;
  onChanged: () => void;
}): ReactNode {
  const t = useTexts();
  const action = useAction();
  const person = usePerson();
  const possible = DOINGS.filter((one) => isPossible(one, alarm.state));
  const [chosen, setDoing] = useState<Doing>('acknowledge');
  const doing = possible.includes(chosen) ? chosen : 'comment';
  const [note, setNote] = useState('');
  const [assignee, setAssignee] = useState('');
  const noted = doing === 'comment' || doing === 'resolve';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = {
      by: person[0].trim(),
      ...((noted || note.trim() !== '') && { note: note.trim() }),
      ...(doing === 'assign' && { assignee: assignee.trim() === '' ? null : assignee.trim() }),
    };
    const done = await action.run(
      () => sendJson('POST', `/api/v1/alarms/${alarm.id}/${doing}`, body),
      t(`done.${doing}`),
    );
    if (done === null) return;
    setNote('');
    onChanged();
  };
  return (
    <form className="alarms-handling" onSubmit={(event) => void submit(event)}>
      <Segments
        label={t('handling')}
        value={doing}
        onChange={setDoing}
        options={possible.map((id) => ({ id, text: t(`do.${id}`) }))}
      />
      <p className="field-hint">{t(`do.${doing}.means`)}</p>
      {doing === 'assign' && (
        <Field label={t('assignee')} hint={t('assignee.hint')} error={action.errorAt('assignee')}>
          {(control) => (
            <input
              {...control}
              maxLength={120}
              value={assignee}
              onChange={(event) => setAssignee(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={noted ? t('note.needed') : t('note')} error={action.errorAt('note')}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            required={noted}
            minLength={3}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <PersonField person={person} error={action.errorAt('by')} />
      <div className="actions">
        <button type="submit" className="button primary" disabled={action.busy}>
          {t(`do.${doing}`)}
        </button>
      </div>
    </form>
  );
}

function isPossible(doing: Doing, state: AlarmWithHistory['state']): boolean {
  if (doing === 'comment') return true;
  return doing === 'acknowledge' ? state === 'open' : state !== 'resolved';
}
