import { type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { useRights } from '../../../admin/session.js';
import { sendJson } from '../../../api/client.js';
import { Modal } from '../../../dialog/modal.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { formatMoment, formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Empty } from '../../../states/states.js';
import { useTexts } from '../texts.js';
import type { Task, Update } from './task.js';
import { UpdateForm } from './update-form.js';

/** A task: what is asked, what was reported, and a report of one's own; drafts are signed, then checked by another person. */
export function TaskDrawer({
  task,
  year,
  onClose,
  onChanged,
}: {
  task: Task;
  year: number;
  onClose: () => void;
  onChanged: () => void;
}): ReactNode {
  const t = useTexts();
  const { may } = useRights();
  const person = usePerson();
  const [writing, setWriting] = useState(false);
  const updates = [...task.pending, ...task.checked];
  return (
    <Modal kind="drawer" wide title={`${task.number} · ${year}`} onClose={onClose}>
      <p>{task.text}</p>
      <dl className="facts">
        <div>
          <dt>{t('lead')}</dt>
          <dd>{task.lead}</dd>
        </div>
        <div>
          <dt>{t('partners')}</dt>
          <dd>{task.partners ?? '–'}</dd>
        </div>
        <div>
          <dt>{t('when')}</dt>
          <dd>{task.periodText}</dd>
        </div>
        <div>
          <dt>{t('channel')}</dt>
          <dd>{task.channel}</dd>
        </div>
      </dl>
      <h3>{t('updates')}</h3>
      {(may('periods.sign') || may('periods.check')) && updates.some(({ state }) => state !== 'checked') && (
        <PersonField person={person} />
      )}
      {updates.length === 0 ? (
        <Empty title={t('updates.none')}>
          <p>{t('updates.none.do')}</p>
        </Empty>
      ) : (
        <ol className="steps">
          {updates.map((one) => (
            <UpdateItem key={one.id} update={one} by={person[0].trim()} onChanged={onChanged} />
          ))}
        </ol>
      )}
      {may('plan.write') && !writing && (
        <button type="button" className="button" onClick={() => setWriting(true)}>
          + {t('updates.add')}
        </button>
      )}
      {writing && (
        <UpdateForm
          task={task}
          year={year}
          onDone={() => {
            setWriting(false);
            onChanged();
          }}
          onCancel={() => setWriting(false)}
        />
      )}
    </Modal>
  );
}

function UpdateItem({
  update,
  by,
  onChanged,
}: {
  update: Update;
  by: string;
  onChanged: () => void;
}): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const { may } = useRights();
  const action = useAction();
  const step = async (what: 'sign' | 'check'): Promise<void> => {
    const done = await action.run(
      () => sendJson('POST', `/api/v1/plan/updates/${update.id}/${what}`, { by }),
      t(`updates.${what}.done`),
    );
    if (done !== null) onChanged();
  };
  return (
    <li>
      <strong>{update.unitName}</strong>{' '}
      <span className="muted">
        {t(`status.${update.status}`)} · {formatNumber(update.percent, lang)} % ·{' '}
        {formatMoment(Date.parse(update.at), lang)} · {update.by}
      </span>
      <p>{update.evidence}</p>
      {update.obstacles !== null && <q>{update.obstacles}</q>}
      <p className={update.state === 'checked' ? 'good' : 'muted'}>
        {t(`updates.${update.state}`)}
        {update.signedBy !== null && ` · ${t('signedBy', { who: update.signedBy })}`}
        {update.checkedBy !== null && ` · ${t('checkedBy', { who: update.checkedBy })}`}
        {update.refusal !== null && ` · ${update.refusal}`}
      </p>
      {((update.state === 'draft' && may('periods.sign')) ||
        (update.state === 'signed' && may('periods.check'))) && (
        <button
          type="button"
          className="button"
          disabled={action.busy || by.length < 2}
          onClick={() => void step(update.state === 'draft' ? 'sign' : 'check')}
        >
          {t(update.state === 'draft' ? 'updates.sign' : 'updates.check')}
        </button>
      )}
      <Problems error={action.error} />
    </li>
  );
}
