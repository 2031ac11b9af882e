import { type FormEvent, type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { sendJson, serverNow } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { Field } from '../../../form/field.js';
import { Segments } from '../../../form/segments.js';
import { useAction } from '../../../form/use-action.js';
import { fromLocalInput, toLocalInput } from '../../../i18n/local-input.js';
import { useTexts } from '../texts.js';

const KINDS = ['maintenance', 'faulty'] as const;

/** Leaves a device's readings of a time out of the KPIs. */
export function ExclusionForm({
  device,
  onDone,
  onCancel,
}: {
  device: Device;
  onDone: () => void;
  onCancel: () => void;
}): ReactNode {
  const t = useTexts();
  const action = useAction();
  const person = usePerson();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('maintenance');
  const [from, setFrom] = useState(() => toLocalInput(serverNow() - 3_600_000));
  const [to, setTo] = useState(() => toLocalInput(serverNow()));
  const [reason, setReason] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = {
      device: device.id,
      kind,
      from: fromLocalInput(from),
      to: fromLocalInput(to),
      reason,
      by: person[0].trim(),
    };
    const done = await action.run(() => sendJson('POST', '/api/v1/exclusions', body), t('exclusions.added'));
    if (done !== null) onDone();
  };
  return (
    <form className="devices-form" onSubmit={(event) => void submit(event)}>
      <div className="wide">
        <Segments
          label={t('kind')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((one) => ({ id: one, text: t(`kind.${one}`), title: t(`kind.${one}.means`) }))}
        />
        <p className="field-hint">{t(`kind.${kind}.means`)}</p>
      </div>
      <Field label={t('from')} error={action.errorAt('from')}>
        {(control) => (
          <input
            {...control}
            type="datetime-local"
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('to')} error={action.errorAt('to')}>
        {(control) => (
          <input
            {...control}
            type="datetime-local"
            required
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('why')} error={action.errorAt('reason')}>
        {(control) => (
          <input
            {...control}
            required
            minLength={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <PersonField person={person} error={action.errorAt('by')} />
      <div className="actions wide">
        <button type="submit" className="button primary" disabled={action.busy}>
          {t('exclusions.save')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
