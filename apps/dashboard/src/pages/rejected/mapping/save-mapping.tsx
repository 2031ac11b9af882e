import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { sendJson } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';
import { codecIdFor } from './mapping-text.js';

type Codec = Schemas['Codec'];

/** Keeps a mapping: as the next version of the device's own, or as a new one that it uses from now on. */
export function SaveMapping({
  device,
  codec,
  taken,
  mapping,
  onSaved,
}: {
  device: Device;
  /** The mapping that the device has now; null: native. */
  codec: Codec | null;
  taken: readonly string[];
  mapping: object;
  onSaved: () => void;
}): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const action = useAction();
  const [id, setId] = useState(() => codecIdFor(device.id, taken));
  const [name, setName] = useState(device.id);
  const save = async (): Promise<void> => {
    const done = await action.run(async () => {
      if (codec !== null) return sendJson('POST', `/api/v1/codecs/${codec.id}/versions`, { mapping });
      const { family } = device;
      await sendJson('POST', '/api/v1/codecs', { id, family, nameVi: name, nameEn: name, mapping });
      return sendJson('POST', `/api/v1/devices/${encodeURIComponent(device.id)}/codec`, { codec: id });
    }, t('mapping.saved'));
    if (done !== null) onSaved();
  };
  return (
    <>
      {codec === null ? (
        <div className="rejected-form">
          <Field label={t('mapping.id')} error={action.errorAt('id')}>
            {(control) => (
              <input
                {...control}
                required
                maxLength={64}
                spellCheck={false}
                value={id}
                onChange={(event) => setId(event.target.value.trim())}
              />
            )}
          </Field>
          <Field label={t('mapping.name')} error={action.errorAt('nameVi')}>
            {(control) => (
              <input
                {...control}
                required
                maxLength={200}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        </div>
      ) : (
        codec.devices.length > 1 && (
          <p className="muted">{t('mapping.shared', { n: formatNumber(codec.devices.length, lang) })}</p>
        )
      )}
      <Problems error={action.error} />
      <div className="actions">
        <button type="button" className="button" disabled={action.busy} onClick={() => void save()}>
          {t(codec === null ? 'mapping.save.new' : 'mapping.save.version')}
        </button>
      </div>
    </>
  );
}
