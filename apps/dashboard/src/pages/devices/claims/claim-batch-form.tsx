import type { Schemas } from '@app/api-client';
import { type FormEvent, type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { sendJson } from '../../../api/client.js';
import { useProfiles } from '../../../devices/measures.js';
import { Modal } from '../../../dialog/modal.js';
import { FormEnd } from '../../../form/form-end.js';
import { useAction } from '../../../form/use-action.js';
import { useTexts } from '../texts.js';
import { type BatchDraft, BatchFields, batchBody, useNewBatchDraft } from './batch-fields.js';
import { NewCodes } from './new-codes.js';

type NewClaimCodes = Schemas['NewClaimCodes'];

/** Makes a batch of claim codes, which are shown this once. */
export function ClaimBatchForm({
  onAdded,
  onClose,
}: {
  onAdded: () => void;
  onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const profiles = useProfiles();
  const action = useAction();
  const person = usePerson();
  const [draft, setDraft] = useState<BatchDraft>(useNewBatchDraft());
  const [made, setMade] = useState<NewClaimCodes | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { ...batchBody(draft), by: person[0].trim() };
    const codes = await action.run(() => sendJson<NewClaimCodes>('POST', '/api/v1/claim-batches', body));
    if (codes === null) return;
    setMade(codes);
    onAdded();
  };
  if (made !== null)
    return (
      <Modal kind="dialog" wide title={t('claims.made', { n: made.items.length })} onClose={onClose}>
        <NewCodes made={made} draft={draft} onClose={onClose} />
      </Modal>
    );
  return (
    <Modal kind="dialog" wide title={t('claims.add')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <BatchFields
          draft={draft}
          profiles={profiles.data ?? []}
          errorAt={action.errorAt}
          onChange={setDraft}
        />
        <PersonField person={person} error={action.errorAt('by')} />
        <FormEnd action={action} text={t('claims.add')} ready={profiles.data !== null} onCancel={onClose} />
      </form>
    </Modal>
  );
}
