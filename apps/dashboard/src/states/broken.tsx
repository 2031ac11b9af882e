import { Component, type ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';
import { Empty } from './states.js';

interface State {
  readonly error: Error | null;
}

/** Keeps a part that failed, or whose code couldn't be loaded, from taking the rest with it; `quiet` shows nothing then. */
export class Broken extends Component<{ children: ReactNode; quiet?: boolean }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return this.props.quiet ? null : <Told error={this.state.error} />;
  }
}

function Told({ error }: { error: Error }): ReactNode {
  const { t } = useLocale();
  return (
    <section className="card" role="alert">
      <Empty title={t('broken')}>
        <p className="muted">{error.message}</p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            {t('broken.again')}
          </button>
        </p>
      </Empty>
    </section>
  );
}
