import type { Schemas } from '@app/api-client';
import { type FormEvent, type ReactNode, useState } from 'react';
import { PersonField, usePerson } from '../../../admin/person.js';
import { useRights } from '../../../admin/session.js';
import { sendFile } from '../../../api/client.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';

type Report = Schemas['ImportReport'];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Chooses a file, tries it, shows every problem with its place, and imports it once there is none. */
export function ImportForm({
  path,
  query,
}: {
  path: string;
  query: Readonly<Record<string, string>>;
}): ReactNode {
  const t = useTexts();
  const mayChange = useRights().may(
    path.startsWith('/api/v1/area-facts') ? 'facts.write' : 'indicators.write',
  );
  const action = useAction();
  const person = usePerson();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const send = async (dryRun: boolean): Promise<void> => {
    if (!file) return;
    const type = file.name.toLowerCase().endsWith('.xlsx') ? XLSX : 'text/csv';
    const all = { ...query, by: person[0].trim(), dryRun: String(dryRun) };
    const found = await action.run(
      () => sendFile<Report>(path, file, type, all),
      dryRun ? undefined : t('imports.stored'),
    );
    setReport(found);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(true);
  };
  const good = report?.dryRun === true && report.problemCount === 0;
  return (
    <form onSubmit={submit}>
      <div className="admin-form">
        <Field label={t('imports.file')} hint={t('imports.file.hint')}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".csv,.xlsx"
              required
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null);
                setReport(null);
                action.clear();
              }}
            />
          )}
        </Field>
        <PersonField person={person} error={action.errorAt('by')} />
      </div>
      <Problems error={action.error} />
      <div className="actions">
        <button type="submit" className="button primary" disabled={action.busy || !mayChange}>
          {t('imports.try')}
        </button>
        {good && (
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
      {report && <ImportResult report={report} />}
    </form>
  );
}

function ImportResult({ report }: { report: Report }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const n = (count: number): string => formatNumber(count, lang);
  const { rows, added, revised, unchanged, problemCount } = report;
  return (
    <div className="admin-part" role="status">
      <p className={problemCount === 0 ? 'good' : 'bad'}>
        <strong>
          {problemCount > 0
            ? t('imports.problems', { n: n(problemCount) })
            : t(report.dryRun ? 'imports.good' : 'imports.done')}
        </strong>
      </p>
      <p className="muted">
        {t('imports.counts', {
          rows: n(rows),
          added: n(added),
          revised: n(revised),
          unchanged: n(unchanged),
        })}
      </p>
      {report.problems.length > 0 && (
        <DataTable
          title={t('imports.list')}
          heading="h2"
          file="loi-nhap"
          short
          rows={report.problems}
          rowKey={(one) => `${one.row}|${one.column ?? ''}|${one.code}|${one.message}`}
          columns={[
            {
              id: 'row',
              head: t('imports.row'),
              num: true,
              cell: (one) => one.row,
              show: (one) => n(one.row),
            },
            { id: 'column', head: t('imports.column'), cell: (one) => one.column },
            { id: 'cell', head: t('imports.cell'), cell: (one) => one.cell },
            { id: 'message', head: t('imports.message'), rowHead: true, cell: (one) => one.message },
          ]}
        />
      )}
    </div>
  );
}
