import { type ReactNode, useState } from 'react';
import { useRights } from '../../../admin/session.js';
import { sendText } from '../../../api/client.js';
import type { Definition, KpiItem, Page } from '../../../api/types.js';
import { Modal } from '../../../dialog/modal.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { useTexts } from '../texts.js';
import { EXAMPLE, nextVersion } from './definition-text.js';
import { Preview } from './preview.js';

/** A definition as text, YAML or JSON: checked with the place of each mistake, previewed over past data, then added. */
export function DefinitionEditor({
  definition,
  onClose,
  onChanged,
  children,
}: {
  definition: Definition | null;
  onClose: () => void;
  onChanged: () => void;
  children?: ReactNode;
}): ReactNode {
  const t = useTexts();
  const { name } = useLocale();
  const mayChange = useRights().may('definitions.write');
  const city = useCity();
  const action = useAction();
  const [text, setText] = useState(() => (definition ? nextVersion(definition) : EXAMPLE));
  const [preview, setPreview] = useState<readonly KpiItem[] | null>(null);
  const [period, setPeriod] = useState('day');
  const type = text.trimStart().startsWith('{') ? 'application/json' : 'application/yaml';
  const check = async (): Promise<void> => {
    await action.run(() => sendText('/api/v1/kpi-definitions/check', text, type), t('definitions.checked'));
  };
  const look = async (): Promise<void> => {
    const query = { area: city.url.area, period };
    const found = await action.run(() =>
      sendText<Page<KpiItem>>('/api/v1/kpi-definitions/preview', text, type, query),
    );
    setPreview(found?.items ?? null);
  };
  const add = async (): Promise<void> => {
    const done = await action.run(
      () => sendText('/api/v1/kpi-definitions', text, type),
      t('definitions.added'),
    );
    if (done === null) return;
    onChanged();
    city.reload();
    onClose();
  };
  return (
    <Modal
      kind="drawer"
      wide
      title={definition ? `${definition.id} · ${name(definition.names)}` : t('definitions.add')}
      onClose={onClose}
    >
      {definition && (
        <>
          <p>{definition.formula}</p>
          <p className="muted">
            {definition.source} {definition.note && name(definition.note)}
          </p>
        </>
      )}
      <Field
        label={t(definition ? 'definitions.next' : 'definitions.document')}
        hint={t('definitions.document.hint')}
      >
        {(control) => (
          <textarea
            {...control}
            rows={20}
            spellCheck={false}
            readOnly={!mayChange}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setPreview(null);
            }}
          />
        )}
      </Field>
      <Problems error={action.error} />
      {mayChange && (
        <div className="actions">
          <button type="button" className="button" disabled={action.busy} onClick={() => void check()}>
            {t('definitions.check')}
          </button>
          <button type="button" className="button" disabled={action.busy} onClick={() => void look()}>
            {t('definitions.preview')}
          </button>
          <PeriodOf period={period} onChange={setPeriod} />
          <button type="button" className="button primary" disabled={action.busy} onClick={() => void add()}>
            {t('definitions.save')}
          </button>
        </div>
      )}
      {preview && <Preview items={preview} />}
      {children}
    </Modal>
  );
}

function PeriodOf({ period, onChange }: { period: string; onChange: (period: string) => void }): ReactNode {
  const { t } = useLocale();
  return (
    <label>
      <span className="hidden">{t('period')}</span>
      <select value={period} onChange={(event) => onChange(event.target.value)}>
        {(['hour', 'day', 'week', 'month', 'quarter', 'year'] as const).map((one) => (
          <option key={one} value={one}>
            {t(`period.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
