import type { ReactNode } from 'react';
import { saveBlob } from '../api/client.js';
import { useLocale } from '../i18n/locale.js';
import { type Cell, toCsv } from './csv.js';

/** Saves a table as CSV; the rows are worked out when it is pressed. */
export function CsvButton({
  file,
  table,
}: {
  file: string;
  table: () => { header: readonly string[]; rows: readonly (readonly Cell[])[] };
}): ReactNode {
  const { t } = useLocale();
  const save = (): void => {
    const { header, rows } = table();
    saveBlob(new Blob([toCsv(header, rows)], { type: 'text/csv;charset=utf-8' }), `${file}.csv`);
  };
  return (
    <button type="button" className="link" onClick={save}>
      {t('csv')}
    </button>
  );
}
