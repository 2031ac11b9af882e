import type { ReactNode } from 'react';
import type { ApiError } from '../api/problem.js';

/** What is wrong with what was sent: the whole, then each place. Nothing while all is well. */
export function Problems({ error }: { error: ApiError | null }): ReactNode {
  if (error === null || error.status === 401) return null;
  return (
    <div className="failure" role="alert">
      <strong>{error.message}</strong>
      {error.errors.length > 0 && (
        <ul className="problems">
          {error.errors.slice(0, 100).map((one, i) => (
            <li key={i}>
              <code>{one.path}</code> {one.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
