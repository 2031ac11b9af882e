import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { getList, saveFile } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { Field } from '../../../form/field.js';
import { useAction } from '../../../form/use-action.js';
import { useLocale } from '../../../i18n/locale.js';
import { useOwn } from '../../../route/route.js';
import { Failure } from '../../../states/failure.js';
import { useTexts } from '../texts.js';
import { ImportForm } from './import-form.js';

type Framework = Schemas['Framework'];

const KINDS = ['values', 'series', 'annex', 'facts'] as const;
type Kind = (typeof KINDS)[number];

/** Files of figures: tried first, with every problem by row and column, then imported whole or not at all. */
export function Imports(): ReactNode {
  const t = useTexts();
  const { name } = useLocale();
  const action = useAction();
  const [chosen, setKind] = useOwn('import', 'values');
  const kind: Kind = KINDS.find((one) => one === chosen) ?? 'values';
  const frameworks = useResource('frameworks', (signal) =>
    getList<Framework>('/api/v1/frameworks', {}, signal),
  );
  const [picked, setFramework] = useState('');
  const framework = picked === '' ? (frameworks.data?.[0]?.code ?? '') : picked;
  const target = targetOf(kind, framework);
  return (
    <>
      <p className="muted">{t('imports.about')}</p>
      <div className="admin-form">
        <Field label={t('imports.kind')} hint={t(`imports.${kind}.hint`)}>
          {(control) => (
            <select {...control} value={kind} onChange={(event) => setKind(event.target.value)}>
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(`imports.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {kind === 'annex' && (
          <Field label={t('imports.framework')}>
            {(control) => (
              <select {...control} value={framework} onChange={(event) => setFramework(event.target.value)}>
                {(frameworks.data ?? []).map((one) => (
                  <option key={one.code} value={one.code}>
                    {name(one.names)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      {kind === 'annex' && <Failure resource={frameworks} what={t('imports.framework')} />}
      {target.form !== null && (
        <button
          type="button"
          className="link"
          disabled={action.busy}
          onClick={() => void action.run(() => saveFile(target.form ?? '', `${kind}.csv`))}
        >
          {t('imports.form')}
        </button>
      )}
      <ImportForm key={`${kind}|${framework}`} path={target.path} query={target.query} />
    </>
  );
}

/** Where a kind of file goes, and where the same comes from, to be filled in. */
function targetOf(
  kind: Kind,
  framework: string,
): { path: string; query: Readonly<Record<string, string>>; form: string | null } {
  if (kind === 'facts') return { path: '/api/v1/area-facts/import', query: {}, form: null };
  if (kind === 'annex') {
    const base = `/api/v1/frameworks/${encodeURIComponent(framework)}`;
    return { path: `${base}/import`, query: {}, form: `${base}/export` };
  }
  const form = `/api/v1/indicators/export?content=${kind}`;
  return { path: '/api/v1/indicators/import', query: { content: kind }, form };
}
