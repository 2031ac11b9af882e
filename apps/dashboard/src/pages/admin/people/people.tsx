import type { ReplyOf, Schemas } from '@app/api-client';
import type { ReactNode } from 'react';
import { useRights } from '../../../admin/session.js';
import { getJson, getList } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { formatMoment } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { Failure } from '../../../states/failure.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';

type Session = ReplyOf<'get', '/api/v1/session'>;
type Person = Schemas['Person'];
type Grant = Person['roles'][number];

/** Who is at work in this tab with which roles, and who else may sign in. */
export function People(): ReactNode {
  const t = useTexts();
  const { signedIn } = useRights();
  const place = useRolesText();
  const session = useResource(`session|${signedIn}`, (signal) =>
    getJson<Session>('/api/v1/session', {}, signal),
  );
  const mayList = session.data?.actions.includes('people.write') === true;
  return (
    <>
      <p className="muted">{t('people.about')}</p>
      <Failure resource={session} what={t('tab.people')} />
      {session.data && (
        <p>
          <strong>{t(`people.${session.data.kind}`)}</strong>
          {session.data.kind !== 'anonymous' && ` · ${session.data.name}`}
          {session.data.roles.length > 0 && ` · ${place(session.data.roles)}`}
        </p>
      )}
      {mayList && <PeopleList />}
    </>
  );
}

function PeopleList(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const rolesText = useRolesText();
  const list = useResource('people', (signal) => getList<Person>('/api/v1/people', {}, signal));
  return (
    <>
      <Failure resource={list} what={t('tab.people')} />
      <DataTable
        title={t('people.list')}
        file="nguoi-dung"
        rows={list.data ?? []}
        rowKey={(one) => one.id}
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
    </>
  );
}

function useRolesText(): (grants: readonly Grant[]) => string {
  const t = useTexts();
  const { areaName } = useLocale();
  const { areas } = useCity();
  const place = (code: string | null | undefined): string => {
    if (code == null) return t('people.everywhere');
    const area = areas.find((one) => one.code === code);
    return area ? areaName(area) : code;
  };
  return (grants) => grants.map((one) => `${t(`role.${one.role}`)} (${place(one.area)})`).join(', ');
}
