import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { useRights } from '../../../admin/session.js';
import { getList, sendJson } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { Modal } from '../../../dialog/modal.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { formatDate, formatShort } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Failure } from '../../../states/failure.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import type { Restatement } from './restatement.js';

type Restated = Schemas['RestatedValue'];

/** Each value as signed and as it would be, and the decision. */
export function RestatementDrawer({
  restatement,
  onClose,
  onChanged,
}: {
  restatement: Restatement;
  onClose: () => void;
  onChanged: () => void;
}): ReactNode {
  const t = useTexts();
  const { t: common, lang, word } = useLocale();
  const mayChange = useRights().may('periods.check');
  const person = usePerson();
  const action = useAction();
  const [reason, setReason] = useState('');
  const values = useResource(`restated|${restatement.id}`, (signal) =>
    getList<Restated>(`/api/v1/restatements/${restatement.id}/values`, {}, signal),
  );
  const decide = async (what: 'accept' | 'refuse'): Promise<void> => {
    const done = await action.run(
      () =>
        sendJson('POST', `/api/v1/restatements/${restatement.id}/${what}`, { by: person[0].trim(), reason }),
      t(`restatement.${what}.done`),
    );
    if (done === null) return;
    onChanged();
    onClose();
  };
  const number = (value: number | null): string =>
    value === null ? common('quality.short') : formatShort(value, lang, 4);
  const incomplete = reason.trim().length < 3 || person[0].trim().length < 2;
  return (
    <Modal kind="drawer" wide title={t('restatement.title', { id: restatement.id })} onClose={onClose}>
      <Failure resource={values} what={t('restatements')} />
      <DataTable
        title={t('restatements.cells')}
        heading="h3"
        file={`de-nghi-sua-${restatement.id}`}
        short
        rows={values.data ?? []}
        rowKey={({ before }) => `${before.kpi}|${before.area}|${before.period}|${before.from}`}
        columns={[
          { id: 'kpi', head: common('col.kpi'), rowHead: true, cell: ({ before }) => before.kpi },
          { id: 'area', head: common('area'), cell: ({ before }) => before.area },
          {
            id: 'from',
            head: common('period'),
            cell: ({ before }) => before.from,
            show: ({ before }) =>
              `${common(`period.${before.period}`)} ${formatDate(Date.parse(before.from), lang)}`,
          },
          {
            id: 'before',
            head: t('restated.before'),
            num: true,
            cell: ({ before }) => before.value,
            show: ({ before }) => number(before.value),
          },
          {
            id: 'after',
            head: t('restated.after'),
            num: true,
            cell: ({ after }) => after.value,
            show: ({ after }) => number(after.value),
          },
          { id: 'reason', head: t('reason'), cell: (one) => word('revision', one.reason) },
        ]}
      />
      {mayChange && restatement.state === 'proposed' && (
        <>
          <Field label={t('reason')} error={action.errorAt('reason')}>
            {(control) => (
              <textarea
                {...control}
                rows={2}
                required
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <PersonField person={person} error={action.errorAt('by')} />
          <Problems error={action.error} />
          <div className="actions">
            <button
              type="button"
              className="button primary"
              disabled={action.busy || incomplete}
              onClick={() => void decide('accept')}
            >
              {t('restatement.accept')}
            </button>
            <button
              type="button"
              className="button danger"
              disabled={action.busy || incomplete}
              onClick={() => void decide('refuse')}
            >
              {t('restatement.refuse')}
            </button>
          </div>
        </>
      )}
    </Modal>
  );
}
