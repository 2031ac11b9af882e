import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { useRolesText } from '../../../admin/roles-text.js';
import { getList } from '../../../api/client.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { formatMoment } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { setOwn, useOwn } from '../../../route/route.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { PersonDrawer } from './person-drawer.js';
import { PersonForm } from './person-form.js';

type Person = Schemas['Person'];

const NEW = 'new';

/** Who may sign in, and what they may do where. */
export function People(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const rolesText = useRolesText();
  const [changes, setChanges] = useState(0);
  const [open] = useOwn('person', '');
  const list = useKept(
    useResource(`people|${changes}`, (signal) => getList<Person>('/api/v1/people', {}, signal)),
  );
  const rows = list.data ?? [];
  const close = (): void => setOwn({ person: undefined });
  const changed = (): void => setChanges(changes + 1);
  const shown = rows.find((one) => one.id === open);
  return (
    <>
      <p className="muted">{t('people.about')}</p>
      <Failure resource={list} what={t('tab.people')} />
      {list.data === null && list.error === null ? (
        <Ghost lines={4} />
      ) : (
        <DataTable
          title={t('people.list')}
          file="nguoi-dung"
          rows={rows}
          rowKey={(one) => one.id}
          onRow={(one) => setOwn({ person: one.id })}
          tools={
            <button type="button" className="button" onClick={() => setOwn({ person: NEW })}>
              + {t('people.add')}
            </button>
          }
          empty={
            <Empty title={t('people.none')}>
              <p>{t('people.none.do')}</p>
            </Empty>
          }
          columns={[
            { id: 'name', head: t('name'), rowHead: true, cell: (one) => one.name },
            { id: 'email', head: t('people.email'), cell: (one) => one.email },
            { id: 'roles', head: t('people.role'), cell: (one) => rolesText(one.roles) },
            {
              id: 'seen',
              head: t('people.seen'),
              cell: (one) => one.signedInAt,
              show: (one) => (one.signedInAt === null ? '–' : formatMoment(Date.parse(one.signedInAt), lang)),
            },
            {
              id: 'blocked',
              head: t('status'),
              cell: (one) => t(one.blocked ? 'people.blocked' : 'people.open'),
            },
          ]}
        />
      )}
      {open === NEW && <PersonForm onAdded={changed} onClose={close} />}
      {shown && <PersonDrawer key={shown.id} person={shown} onChanged={changed} onClose={close} />}
    </>
  );
}
