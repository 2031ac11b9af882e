import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTexts } from '../texts.js';

const DAY_S = 86_400;
/** Seconds for which the credentials before go on working, and how that is said. */
const OVERLAPS = [
  [0, 'rotation.none'],
  [3600, 'rotation.hour'],
  [DAY_S, 'rotation.day'],
  [7 * DAY_S, 'rotation.week'],
  [30 * DAY_S, 'rotation.month'],
  [90 * DAY_S, 'rotation.quarter'],
] as const;

/** Asks how long the old credential shall work beside a new one. */
export function Rotation({
  busy,
  onRotate,
}: {
  busy: boolean;
  onRotate: (overlap: number) => void;
}): ReactNode {
  const t = useTexts();
  const id = useId();
  const [overlap, setOverlap] = useState<number>(DAY_S);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onRotate(overlap);
  };
  return (
    <form className="devices-rotation" onSubmit={submit}>
      <label htmlFor={id}>{t('rotation.overlap')}</label>
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        value={overlap}
        onChange={(event) => setOverlap(Number(event.target.value))}
      >
        {OVERLAPS.map(([seconds, text]) => (
          <option key={seconds} value={seconds}>
            {t(text)}
          </option>
        ))}
      </select>
      <button type="submit" className={overlap === 0 ? 'button danger' : 'button primary'} disabled={busy}>
        {t('rotation.do')}
      </button>
      <p className="field-hint" id={`${id}-hint`}>
        {t(overlap === 0 ? 'rotation.now.hint' : 'rotation.hint')}
      </p>
    </form>
  );
}
