import { type FormEvent, type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { sendJson } from '../../../api/client.js';
import { Field } from '../../../form/field.js';
import { FormEnd } from '../../../form/form-end.js';
import { useAction } from '../../../form/use-action.js';
import { useOwn } from '../../../route/route.js';
import { useTexts } from '../texts.js';
import { useUnits } from '../year-unit.js';
import type { Task } from './task.js';

const STATUSES = ['not_started', 'in_progress', 'done', 'delayed', 'stopped'] as const;

/** A draft of what a unit reports on a task. */
export function UpdateForm({
  task,
  year,
  onDone,
  onCancel,
}: {
  task: Task;
  year: number;
  onDone: () => void;
  onCancel: () => void;
}): ReactNode {
  const t = useTexts();
  const action = useAction();
  const person = usePerson();
  const units = useUnits();
  const [asked] = useOwn('unit', '');
  const [draft, setDraft] = useState({
    unit: asked,
    status: 'in_progress',
    percent: '50',
    evidence: '',
    obstacles: '',
    reason: '',
  });
  const set = (change: Partial<typeof draft>): void => setDraft({ ...draft, ...change });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { unit, status, percent, evidence, obstacles, reason } = draft;
    const body = {
      year,
      unit: unit === '' ? task.lead : unit,
      status,
      percent: Number(percent),
      evidence,
      obstacles: obstacles.trim() === '' ? null : obstacles,
      reason: reason.trim() === '' ? null : reason,
      by: person[0].trim(),
    };
    const done = await action.run(
      () => sendJson('POST', `/api/v1/plan/tasks/${task.number}/updates`, body),
      t('updates.added'),
    );
    if (done !== null) onDone();
  };
  const status = (next: string): void => {
    const fixed = { done: '100', not_started: '0' }[next];
    set({ status: next, ...(fixed !== undefined && { percent: fixed }) });
  };
  return (
    <form className="reports-form" onSubmit={(event) => void submit(event)}>
      <Field label={t('unit')} error={action.errorAt('unit')}>
        {(control) => (
          <select {...control} value={draft.unit} onChange={(event) => set({ unit: event.target.value })}>
            <option value="">{task.lead}</option>
            {(units.data ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('state')} error={action.errorAt('status')}>
        {(control) => (
          <select {...control} value={draft.status} onChange={(event) => status(event.target.value)}>
            {STATUSES.map((one) => (
              <option key={one} value={one}>
                {t(`status.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('percent')} error={action.errorAt('percent')}>
        {(control) => (
          <input
            {...control}
            type="number"
            min={0}
            max={100}
            required
            value={draft.percent}
            onChange={(event) => set({ percent: event.target.value })}
          />
        )}
      </Field>
      <PersonField person={person} error={action.errorAt('by')} />
      {(['evidence', 'obstacles', 'reason'] as const).map((name) => (
        <Field key={name} label={t(name)} hint={t(`${name}.hint`)} error={action.errorAt(name)}>
          {(control) => (
            <textarea
              {...control}
              rows={2}
              required={name === 'evidence'}
              value={draft[name]}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <div className="wide">
        <FormEnd action={action} text={t('updates.save')} onCancel={onCancel} />
      </div>
    </form>
  );
}
