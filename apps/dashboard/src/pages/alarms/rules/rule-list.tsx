import { type ReactNode, useState } from 'react';
import { useRights } from '../../../admin/session.js';
import { getList } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { setOwn, useOwn } from '../../../route/route.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { type AlarmRule, SEVERITIES } from '../alarm-types.js';
import { SeverityMark } from '../severity-mark.js';
import { useTexts } from '../texts.js';
import { RuleEditor } from './rule-editor.js';

/** The rules in force; a press opens the editor. */
export function RuleList(): ReactNode {
  const t = useTexts();
  const { lang, name } = useLocale();
  const mayChange = useRights().may('alarm-rules.write');
  const [open] = useOwn('rule', '');
  const [changes, setChanges] = useState(0);
  const list = useResource(`alarm-rules|${changes}`, (signal) =>
    getList<AlarmRule>('/api/v1/alarm-rules', {}, signal),
  );
  const rules = list.data ?? [];
  const chosen = rules.find(({ rule }) => rule.id === open);
  return (
    <>
      <p className="muted">{t('rules.about')}</p>
      <Failure resource={list} what={t('tab.rules')} />
      {list.data === null && list.error === null ? (
        <Ghost lines={5} />
      ) : (
        <DataTable
          title={t('tab.rules')}
          heading={null}
          file="quy-tac-canh-bao"
          rows={rules}
          rowKey={({ rule }) => rule.id}
          onRow={({ rule }) => setOwn({ rule: rule.id })}
          tools={
            mayChange && (
              <button type="button" className="button" onClick={() => setOwn({ rule: NEW })}>
                + {t('rules.add')}
              </button>
            )
          }
          empty={<Empty title={t('rules.none')} />}
          columns={[
            { id: 'name', head: t('rule'), rowHead: true, cell: ({ rule }) => name(rule.names) },
            { id: 'kind', head: t('kind'), cell: ({ rule }) => t(`kind.${rule.kind}`) },
            {
              id: 'severity',
              head: t('severity'),
              cell: ({ rule }) => SEVERITIES.indexOf(rule.severity),
              show: ({ rule }) => <SeverityMark severity={rule.severity} />,
            },
            {
              id: 'about',
              head: t('rules.of'),
              cell: ({ rule }) => ('kpi' in rule ? rule.kpi : 'measure' in rule ? rule.measure : null),
            },
            {
              id: 'for',
              head: t('rules.for'),
              num: true,
              cell: ({ rule }) => rule.for ?? 0,
              show: ({ rule }) => formatNumber(rule.for ?? 0, lang),
            },
            {
              id: 'enabled',
              head: t('rules.enabled'),
              cell: ({ rule }) => t(rule.enabled ? 'rules.on' : 'rules.off'),
              show: ({ rule }) =>
                rule.enabled ? (
                  <span className="good">✓ {t('rules.on')}</span>
                ) : (
                  <span className="muted">{t('rules.off')}</span>
                ),
            },
            { id: 'ground', head: t('rules.ground'), cell: ({ rule }) => rule.ground },
          ]}
        />
      )}
      {(chosen !== undefined || (open === NEW && mayChange)) && (
        <RuleEditor
          key={open}
          stored={chosen ?? null}
          onClose={() => setOwn({ rule: undefined })}
          onChanged={() => setChanges(changes + 1)}
        />
      )}
    </>
  );
}

const NEW = 'new';
