import type { ReactNode } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: T; readonly text: string; readonly title?: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export function Segments<T extends string>({ label, options, value, onChange }: Props<T>): ReactNode {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map((one) => (
        <button
          key={one.id}
          type="button"
          title={one.title}
          aria-pressed={one.id === value}
          onClick={() => onChange(one.id)}
        >
          {one.text}
        </button>
      ))}
    </div>
  );
}
