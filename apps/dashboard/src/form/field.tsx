import { type ReactNode, useId } from 'react';

/** What a control must be given so that label, hint and error belong to it. */
interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

interface Props {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  /** Draws the control: `{(control) => <input {...control} />}`. */
  readonly children: (control: FieldControl) => ReactNode;
}

/** A control with its label, a hint, and what is wrong with what was entered. */
export function Field({ label, hint, error, children }: Props): ReactNode {
  const id = useId();
  const told = error != null && error !== '';
  const described = told ? `${id}-error` : hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className={told ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(described !== undefined && { 'aria-describedby': described }),
        ...(told && { 'aria-invalid': true }),
      })}
      {told ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : (
        hint !== undefined && (
          <p className="field-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}
