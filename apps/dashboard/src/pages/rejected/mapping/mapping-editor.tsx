import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { useRights } from '../../../admin/session.js';
import { getJson, sendJson } from '../../../api/client.js';
import type { Device, Page, Rejected } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { PayloadView } from '../../../payload/payload-view.js';
import { useTexts } from '../texts.js';
import { firstMapping, readMapping } from './mapping-text.js';
import { SaveMapping } from './save-mapping.js';
import { TriedMessages, type TryResult } from './tried.js';

/** The mapping as text beside a message that it is for; tried as it stands, saved once it is what one wants. */
export function MappingEditor({
  device,
  codec,
  taken,
  keys,
  onSaved,
}: {
  device: Device;
  codec: Schemas['Codec'] | null;
  taken: readonly string[];
  /** Measures that the type of device has. */
  keys: readonly string[];
  onSaved: () => void;
}): ReactNode {
  const t = useTexts();
  const { may } = useRights();
  const action = useAction();
  const [text, setText] = useState(() => JSON.stringify(codec?.mapping ?? firstMapping(keys), null, 2));
  const [result, setResult] = useState<TryResult | null>(null);
  const read = readMapping(text);
  const tryOut = async (what: object): Promise<void> => {
    const body = { device: device.id, ...what };
    setResult(await action.run(() => sendJson<TryResult>('POST', '/api/v1/rejected/try', body)));
  };
  return (
    <>
      <p>{t('mapping.now', { codec: codec === null ? t('mapping.native') : codec.id })}</p>
      <Sample device={device.id} />
      <Field
        label={t('mapping.text')}
        hint={t('mapping.text.hint', { keys: keys.join(', ') })}
        error={'mistake' in read ? t('mapping.json', { why: read.mistake }) : null}
      >
        {(control) => (
          <textarea
            {...control}
            className="rejected-mapping"
            rows={12}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Problems error={action.error} />
      <div className="actions">
        <button
          type="button"
          className="button primary"
          disabled={action.busy || 'mistake' in read}
          onClick={() => 'mapping' in read && void tryOut({ mapping: read.mapping })}
        >
          {t('mapping.try')}
        </button>
        <button type="button" className="button" disabled={action.busy} onClick={() => void tryOut({})}>
          {t('mapping.tryNow')}
        </button>
      </div>
      {result && <TriedMessages result={result} />}
      {'mapping' in read && may('devices.write') && (
        <SaveMapping device={device} codec={codec} taken={taken} mapping={read.mapping} onSaved={onSaved} />
      )}
    </>
  );
}

/** The newest rejected message of the device, to look at while writing. */
function Sample({ device }: { device: string }): ReactNode {
  const t = useTexts();
  const newest = useResource(`sample|${device}`, (signal) =>
    getJson<Page<Rejected>>('/api/v1/rejected', { device, limit: 1 }, signal),
  );
  const [one] = newest.data?.items ?? [];
  if (!one) return null;
  return (
    <details open>
      <summary>{t('mapping.sample')}</summary>
      <PayloadView bytes={one.bytes} />
    </details>
  );
}
