import type { Schemas } from '@app/api-client';
import { type FormEvent, type ReactNode, useState } from 'react';
import { sendFile } from '../../../api/client.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';

type Report = Schemas['ReportingSetReport'];

/** A reporting set as GeoJSON: where its outlines would put the stations, then the import. */
export function SetImport({ onImported }: { onImported: () => void }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const action = useAction();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const send = async (dryRun: boolean): Promise<void> => {
    if (!file) return;
    const found = await action.run(
      () =>
        sendFile<Report>('/api/v1/reporting-sets', file, 'application/geo+json', { dryRun: String(dryRun) }),
      dryRun ? undefined : t('imports.stored'),
    );
    setReport(found);
    if (found && !dryRun) onImported();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(true);
  };
  return (
    <form className="admin-part" onSubmit={submit}>
      <h2>{t('sets.import')}</h2>
      <Field label={t('imports.file')} hint={t('sets.import.hint')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".geojson,.json"
            required
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              setReport(null);
            }}
          />
        )}
      </Field>
      <Problems error={action.error} />
      {report && (
        <div role="status">
          <p>
            <strong>{report.id}</strong>:{' '}
            {t('sets.report', {
              areas: formatNumber(report.areas, lang),
              placed: formatNumber(
                Object.values(report.stations).reduce((sum, n) => sum + n, 0),
                lang,
              ),
            })}
          </p>
          {report.outside.length > 0 && (
            <p className="attention">{t('sets.outside', { stations: report.outside.join(', ') })}</p>
          )}
          {report.ambiguous.length > 0 && (
            <p className="attention">
              {t('sets.ambiguous', { stations: report.ambiguous.map((one) => one.station).join(', ') })}
            </p>
          )}
        </div>
      )}
      <div className="actions">
        <button type="submit" className="button" disabled={action.busy}>
          {t('imports.try')}
        </button>
        {report && (
          <button
            type="button"
            className="button primary"
            disabled={action.busy}
            onClick={() => void send(false)}
          >
            {t('imports.do')}
          </button>
        )}
      </div>
    </form>
  );
}
