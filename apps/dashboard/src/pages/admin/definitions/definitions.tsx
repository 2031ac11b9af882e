import { type ReactNode, useState } from 'react';
import { useRights } from '../../../admin/session.js';
import { getList } from '../../../api/client.js';
import type { Definition } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { formatDate } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { setOwn, useHref, useOwn } from '../../../route/route.js';
import { searched } from '../../../search/fold.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { DefinitionEditor } from './definition-editor.js';
import { Shadow } from './shadow.js';

/** Every version of every KPI's definition; a new one is written, checked, previewed and then added. */
export function Definitions(): ReactNode {
  const t = useTexts();
  const { t: common, name, lang } = useLocale();
  const mayChange = useRights().may('definitions.write');
  const href = useHref();
  const [typed] = useOwn('q', '');
  const [open] = useOwn('definition', '');
  const [changes, setChanges] = useState(0);
  const list = useResource(`definitions|${changes}`, (signal) =>
    getList<Definition>('/api/v1/kpi-definitions', {}, signal),
  );
  const domain = (one: Definition): string => common(`domain.${one.domain}` as 'domain.mobility');
  const all = list.data ?? [];
  const rows = searched(all, typed, (one) => `${one.id} ${one.names.vi} ${one.names.en} ${domain(one)}`);
  const chosen = all.find((one) => `${one.id}/${one.version}` === open);
  return (
    <>
      <p className="muted">{t('definitions.about')}</p>
      <input
        type="search"
        aria-label={t('definitions.search')}
        placeholder={t('definitions.search')}
        value={typed}
        onChange={(event) => setOwn({ q: event.target.value || undefined }, true)}
      />
      <Failure resource={list} what={t('tab.definitions')} />
      {list.data === null && list.error === null ? (
        <Ghost lines={8} />
      ) : (
        <DataTable
          title={t('tab.definitions')}
          heading={null}
          file="dinh-nghia-chi-so"
          rows={rows}
          rowKey={(one) => `${one.id}/${one.version}`}
          onRow={(one) => setOwn({ definition: `${one.id}/${one.version}` })}
          tools={
            mayChange && (
              <button type="button" className="button" onClick={() => setOwn({ definition: NEW })}>
                + {t('definitions.add')}
              </button>
            )
          }
          empty={<Empty title={t('definitions.none')} />}
          columns={[
            {
              id: 'id',
              head: t('code'),
              cell: (one) => one.id,
              show: (one) => <span className="nowrap">{one.id}</span>,
            },
            { id: 'name', head: t('name'), rowHead: true, cell: (one) => name(one.names) },
            { id: 'domain', head: t('domain'), cell: domain },
            {
              id: 'version',
              head: t('version'),
              num: true,
              cell: (one) => one.version,
              show: (one) => `v${one.version}`,
            },
            {
              id: 'from',
              head: t('validFrom'),
              cell: (one) => one.validFrom,
              show: (one) => formatDate(Date.parse(one.validFrom), lang),
            },
            {
              id: 'status',
              head: t('status'),
              cell: (one) => one.status,
              show: (one) => (
                <span className={one.status === 'computed' ? 'good' : 'muted'}>
                  {t(`status.${one.status}`)}
                </span>
              ),
            },
            { id: 'formula', head: t('formula'), cell: (one) => one.formula, csvOnly: true },
            {
              id: 'page',
              head: t('definitions.page.head'),
              cell: () => null,
              show: (one) => <a href={href('/chi-so', { kpi: one.id })}>{t('definitions.page')}</a>,
            },
          ]}
        />
      )}
      {(chosen !== undefined || open === NEW) && (
        <DefinitionEditor
          key={open}
          definition={chosen ?? null}
          onClose={() => setOwn({ definition: undefined })}
          onChanged={() => setChanges(changes + 1)}
        >
          {chosen && all.filter((one) => one.id === chosen.id).length > 1 && <Shadow id={chosen.id} />}
        </DefinitionEditor>
      )}
    </>
  );
}

const NEW = 'new';
