import type { ReactNode } from 'react';

/** Any of a few, all in sight. */
export function Choices({
  label,
  options,
  chosen,
  onChange,
}: {
  label: string;
  options: readonly { readonly id: string; readonly text: string }[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}): ReactNode {
  return (
    <fieldset className="admin-choices">
      <legend>{label}</legend>
      {options.map(({ id, text }) => (
        <label key={id} className="admin-check">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
