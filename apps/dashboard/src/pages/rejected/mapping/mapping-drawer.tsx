import type { Schemas } from '@app/api-client';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useRights } from '../../../admin/session.js';
import { getList } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { useMeasures } from '../../../devices/measures.js';
import { Modal } from '../../../dialog/modal.js';
import { useLive } from '../../../live/use-live.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { ReplayOutcome } from '../replay/replay-outcome.js';
import { useReplay } from '../replay/use-replay.js';
import { useTexts } from '../texts.js';
import { MappingEditor } from './mapping-editor.js';

type Codec = Schemas['Codec'];

/** Corrects how a device's messages are read: write, try on what was rejected, save, replay. */
export function MappingDrawer({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const t = useTexts();
  const store = useLive();
  const device = store.devices.get(id);
  return (
    <Modal kind="drawer" wide title={t('mapping.of', { device: id })} onClose={onClose}>
      <p className="muted">{t('mapping.about')}</p>
      {device ? (
        <Workbench device={device} />
      ) : store.devices.size === 0 ? (
        <Ghost lines={6} />
      ) : (
        <Empty title={t('mapping.unknown', { device: id })} />
      )}
    </Modal>
  );
}

function Workbench({ device }: { device: Device }): ReactNode {
  const t = useTexts();
  const { may } = useRights();
  const [saves, setSaves] = useState(0);
  const measures = useMeasures(device.profile);
  const codecs = useKept(
    useResource(`codecs|${saves}`, (signal) => getList<Codec>('/api/v1/codecs', {}, signal)),
  );
  const { busy, begin, replaying } = useReplay({ device: device.id });
  if (measures.data === null || codecs.data === null)
    return (
      <>
        <Failure resource={measures} what={t('mapping')} />
        <Failure resource={codecs} what={t('mapping')} />
        <Ghost lines={6} />
      </>
    );
  const codec = codecs.data.find(({ devices }) => devices.includes(device.id)) ?? null;
  return (
    <>
      <MappingEditor
        key={codec?.id ?? ''}
        device={device}
        codec={codec}
        taken={codecs.data.map((one) => one.id)}
        keys={measures.data.map(({ key }) => key)}
        onSaved={() => setSaves(saves + 1)}
      />
      {may('rejected.replay') && (
        <>
          {replaying && <ReplayOutcome replaying={replaying} />}
          <div className="actions">
            <button type="button" className="button" disabled={busy} onClick={() => void begin()}>
              {t('mapping.replay', { device: device.id })}
            </button>
          </div>
        </>
      )}
    </>
  );
}
