import { type ReactNode, useState } from 'react';
import { type Query, saveFile, urlOf } from '../../api/client.js';
import { CopyText } from '../../form/copy-text.js';
import { useAction } from '../../form/use-action.js';
import { useLocale } from '../../i18n/locale.js';
import { curlLine, type Question } from './question.js';
import { useTexts } from './texts.js';

const FILES = ['csv', 'xlsx', 'parquet'] as const;
type FileFormat = (typeof FILES)[number];

/** Files of the whole answer, and the call that gives the same. */
export function TakeAlong({ query, question }: { query: Query; question: Question }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const action = useAction();
  const [excel, setExcel] = useState(true);
  const { measure, from, to } = question;
  const fileName = (format: FileFormat): string => `${measure}-${from}-${to}.${format}`;
  const urlFor = (format: FileFormat): string => {
    const csv = format === 'csv' && excel ? { bom: 'true', separator: 'semicolon', decimal: 'comma' } : {};
    return urlOf('/api/v1/series', { ...query, format, ...csv, names: lang });
  };
  const json = `${location.origin}${urlOf('/api/v1/series', query)}`;
  return (
    <section className="card" aria-labelledby="explore-take">
      <h2 id="explore-take">{t('take')}</h2>
      <div className="actions explore-files">
        {FILES.map((format) => (
          <button
            key={format}
            type="button"
            className="button"
            disabled={action.busy}
            onClick={() => void action.run(() => saveFile(urlFor(format), fileName(format)))}
          >
            {format.toUpperCase()}
          </button>
        ))}
        <label className="explore-check">
          <input type="checkbox" checked={excel} onChange={(event) => setExcel(event.target.checked)} />
          {t('excel')}
        </label>
      </div>
      <CopyText label={t('rest')} text={json} />
      <CopyText label="curl" text={curlLine(`${location.origin}${urlFor('csv')}`, fileName('csv'))} />
      <CopyText label={t('link')} text={location.href} />
    </section>
  );
}
