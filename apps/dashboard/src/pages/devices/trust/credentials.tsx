import type { Schemas } from '@app/api-client';
import { type ReactNode, useId, useState } from 'react';
import { getList, sendJson } from '../../../api/client.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { Confirm } from '../../../form/confirm.js';
import { Problems } from '../../../form/problems.js';
import { ShownOnce } from '../../../form/shown-once.js';
import { type Action, useAction } from '../../../form/use-action.js';
import { formatMoment } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { Rotation } from './rotation.js';

type Stored = Schemas['StoredCredential'];
type Rotated = Schemas['RotatedCredential'];

/** Of whom the credentials are: `devices` or `gateways`, and the id. */
export interface Holder {
  readonly kind: 'devices' | 'gateways';
  readonly id: string;
}

/** Credentials of a device or gateway: given anew with a time in which both work, and taken away. */
export function Credentials({ kind, id: holder }: Holder): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const id = useId();
  const action = useAction();
  const [changes, setChanges] = useState(0);
  const [made, setMade] = useState<Rotated | null>(null);
  const path = `/api/v1/${kind}/${encodeURIComponent(holder)}/credentials`;
  const list = useKept(useResource(`${path}|${changes}`, (signal) => getList<Stored>(path, {}, signal)));
  const rotate = async (overlap: number): Promise<void> => {
    const rotated = await action.run(() => sendJson<Rotated>('POST', path, { overlap }));
    if (rotated === null) return;
    setMade(rotated);
    setChanges(changes + 1);
  };
  const revoke = async (one: string | null): Promise<void> => {
    const done = await action.run(async () => {
      await sendJson('DELETE', one === null ? path : `${path}/${one}`);
      return true;
    }, t('credentials.revoked'));
    if (done === null) return;
    setMade(null);
    setChanges(changes + 1);
  };
  const isAnyGood = list.data?.some(({ inForce }) => inForce) === true;
  return (
    <section className="devices-part" aria-labelledby={id}>
      <h3 id={id}>{t('credentials')}</h3>
      <p className="muted">{t(`credentials.about.${kind}`)}</p>
      <Failure resource={list} what={t('credentials')} />
      <Problems error={action.error} />
      {made && (
        <ShownOnce
          label={t('credential')}
          secret={made.credential}
          keep={t('credentials.keep', { until: formatMoment(Date.parse(made.othersUntil), lang) })}
        />
      )}
      {list.data === null ? (
        list.error === null && <Ghost lines={2} />
      ) : (
        <List items={list.data} holder={holder} action={action} onRevoke={(one) => void revoke(one)} />
      )}
      <div className="devices-trust">
        <Rotation busy={action.busy} onRotate={(overlap) => void rotate(overlap)} />
        {isAnyGood && (
          <Confirm
            text={t('credentials.revokeAll')}
            question={t('credentials.revokeAll.ask', { id: holder })}
            busy={action.busy}
            onYes={() => void revoke(null)}
          />
        )}
      </div>
    </section>
  );
}

function List({
  items,
  holder,
  action,
  onRevoke,
}: {
  items: readonly Stored[];
  holder: string;
  action: Action;
  onRevoke: (id: string) => void;
}): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const time = (text: string | null): string =>
    text === null ? t('credentials.noEnd') : formatMoment(Date.parse(text), lang);
  return (
    <DataTable
      title={t('credentials')}
      heading={null}
      file={`mat-khau-${holder}`}
      short
      rows={items}
      rowKey={(one) => one.id}
      empty={
        <Empty title={t('credentials.none')}>
          <p>{t('credentials.none.do')}</p>
        </Empty>
      }
      columns={[
        // Enough of it to tell one from another; the whole is in the CSV.
        {
          id: 'id',
          head: t('credentials.id'),
          rowHead: true,
          cell: (one) => one.id,
          show: (one) => <code title={one.id}>{one.id.slice(0, 8)}</code>,
        },
        {
          id: 'made',
          head: t('credentials.made'),
          cell: (one) => one.createdAt,
          show: (one) => time(one.createdAt),
        },
        {
          id: 'until',
          head: t('credentials.until'),
          cell: (one) => one.revokedAt ?? one.expiresAt,
          show: (one) => time(one.revokedAt ?? one.expiresAt),
        },
        { id: 'state', head: t('credentials.state'), cell: (one) => t(`credentials.state.${stateOf(one)}`) },
        {
          id: 'revoke',
          head: t('do'),
          cell: () => null,
          show: (one) =>
            one.inForce ? (
              <Confirm
                text={t('revoke')}
                question={t('credentials.revoke.ask')}
                look="link"
                busy={action.busy}
                onYes={() => onRevoke(one.id)}
              />
            ) : (
              '–'
            ),
        },
      ]}
    />
  );
}

function stateOf({ inForce, revokedAt, expiresAt }: Stored): 'good' | 'ending' | 'revoked' | 'expired' {
  if (inForce) return expiresAt === null ? 'good' : 'ending';
  return revokedAt === null ? 'expired' : 'revoked';
}
