import { type FormEvent, type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { useRights } from '../../../admin/session.js';
import { sendJson } from '../../../api/client.js';
import { ApiError } from '../../../api/problem.js';
import { Modal } from '../../../dialog/modal.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { formatDate } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import type { AlarmRule } from '../alarm-types.js';
import { useTexts } from '../texts.js';
import { NEW_RULE } from './new-rule.js';

/** A rule as the document that it is: checked by the server, which names each place and reason. */
export function RuleEditor({
  stored,
  onClose,
  onChanged,
}: {
  stored: AlarmRule | null;
  onClose: () => void;
  onChanged: () => void;
}): ReactNode {
  const t = useTexts();
  const { name, lang } = useLocale();
  const mayChange = useRights().may('alarm-rules.write');
  const action = useAction();
  const person = usePerson();
  const [text, setText] = useState(() => JSON.stringify(stored?.rule ?? NEW_RULE, null, 2));
  const ended = (done: unknown): void => {
    if (done === null) return;
    onChanged();
    onClose();
  };
  const save = async (enabled?: boolean): Promise<void> => {
    const by = person[0].trim();
    const done = await action.run(() => {
      const rule = parsed(text, t('rules.notJson'));
      const body = { by, rule: enabled === undefined ? rule : { ...rule, enabled } };
      return stored
        ? sendJson('PUT', `/api/v1/alarm-rules/${encodeURIComponent(stored.rule.id)}`, body)
        : sendJson('POST', '/api/v1/alarm-rules', body);
    }, t('rules.saved'));
    ended(done);
  };
  const remove = async (): Promise<void> => {
    if (!stored) return;
    const path = `/api/v1/alarm-rules/${encodeURIComponent(stored.rule.id)}`;
    ended(
      await action.run(
        () => sendJson('DELETE', path, undefined, { by: person[0].trim() }),
        t('rules.removed'),
      ),
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  const isOn = stored?.rule.enabled !== false;
  return (
    <Modal kind="drawer" wide title={stored ? name(stored.rule.names) : t('rules.add')} onClose={onClose}>
      {stored && (
        <p className="muted">
          {t('rules.version', { n: stored.version })}
          {stored.validFrom !== null && ` · ${formatDate(Date.parse(stored.validFrom), lang)}`} ·{' '}
          {stored.by ?? t('rules.seed')}
        </p>
      )}
      <form onSubmit={submit}>
        <Field label={t('rules.document')} hint={t('rules.document.hint')}>
          {(control) => (
            <textarea
              {...control}
              rows={26}
              spellCheck={false}
              readOnly={!mayChange}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Problems error={action.error} />
        {mayChange && (
          <>
            <PersonField person={person} error={action.errorAt('by')} />
            <div className="actions">
              <button type="submit" className="button primary" disabled={action.busy}>
                {t('rules.save')}
              </button>
              {stored && (
                <>
                  <button
                    type="button"
                    className="button"
                    disabled={action.busy}
                    onClick={() => void save(!isOn)}
                  >
                    {t(isOn ? 'rules.disable' : 'rules.enable')}
                  </button>
                  <button
                    type="button"
                    className="button danger"
                    disabled={action.busy}
                    onClick={() => void remove()}
                  >
                    {t('rules.remove')}
                  </button>
                </>
              )}
            </div>
          </>
        )}
      </form>
    </Modal>
  );
}

/** The document; throws what the page shows where it is no JSON object. */
function parsed(text: string, message: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw new ApiError(400, `${message}: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new ApiError(400, message);
}
