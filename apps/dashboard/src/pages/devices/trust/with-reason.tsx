import { type FormEvent, type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { Field } from '../../../form/field.js';
import { FormEnd } from '../../../form/form-end.js';
import type { Action } from '../../../form/use-action.js';
import { useTexts } from '../texts.js';

interface Props {
  readonly action: Action;
  /** On the button that opens the form, and on the one that does it. */
  readonly text: string;
  /** What it will mean for the device. */
  readonly means: string;
  readonly onDo: (reason: string) => void;
}

/** Something that is done to a device for a reason. Asking for it is the second step too: nothing is done by one press. */
export function WithReason({ action, text, means, onDo }: Props): ReactNode {
  const t = useTexts();
  const person = usePerson();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!open)
    return (
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {text}
      </button>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDo(reason);
  };
  return (
    <form className="devices-form" onSubmit={submit}>
      <p className="wide muted">{means}</p>
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
      <div className="wide">
        <FormEnd action={action} text={text} onCancel={() => setOpen(false)} />
      </div>
    </form>
  );
}
