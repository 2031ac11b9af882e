import { type ReactNode, useState } from 'react';
import { type Query, saveFile, urlOf } from '../../../api/client.js';
import { CopyText } from '../../../form/copy-text.js';
import { Field } from '../../../form/field.js';
import { Problems } from '../../../form/problems.js';
import { Segments } from '../../../form/segments.js';
import { useAction } from '../../../form/use-action.js';
import { useLocale } from '../../../i18n/locale.js';
import { useOwn } from '../../../route/route.js';
import { useCity } from '../../../shell/city.js';
import { useTexts } from '../texts.js';
import { useYear, YearAndUnit } from '../year-unit.js';

const FORMATS = ['docx', 'xlsx', 'html', 'json'] as const;
type Format = (typeof FORMATS)[number];
const EDITIONS = ['', 'to-date', 'final'] as const;

/** The yearly report of an area or unit as a file, and of all districts at once. */
export function AnnualReport(): ReactNode {
  const t = useTexts();
  const { areaName } = useLocale();
  const { url, areas } = useCity();
  const year = useYear();
  const [unit] = useOwn('unit', '');
  const [chosen, setEdition] = useOwn('edition', '');
  const edition = EDITIONS.find((one) => one === chosen) ?? '';
  const [paper, setPaper] = useState({ number: '', date: '', signer: '' });
  const area = areas.find((one) => one.code === url.area);
  const common = { year, ...filled({ edition, date: paper.date, signer: paper.signer }) };
  const query = { ...common, area: url.area, ...filled({ unit, number: paper.number }) };
  const field = (name: keyof typeof paper, type: 'text' | 'date'): ReactNode => (
    <Field label={t(name)} hint={t(`${name}.hint`)}>
      {(control) => (
        <input
          {...control}
          type={type}
          maxLength={120}
          value={paper[name]}
          onChange={(event) => setPaper({ ...paper, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <p className="muted">{t('annual.about')}</p>
      <div className="reports-form">
        <YearAndUnit anyUnit={area ? t('unit.own', { area: areaName(area) }) : ''} />
        {field('number', 'text')}
        {field('date', 'date')}
        {field('signer', 'text')}
      </div>
      <Segments
        label={t('edition')}
        value={edition}
        onChange={setEdition}
        options={EDITIONS.map((id) => ({ id, text: t(`edition.${id === '' ? 'auto' : id}`) }))}
      />
      <Files
        title={t('annual.one', { area: area ? areaName(area) : url.area, year })}
        path="/api/v1/reports/annual"
        query={query}
        name={(format) => `bao-cao-nam-${year}-${url.area}${unit === '' ? '' : `-${unit}`}.${format}`}
      />
      <Files
        title={t('annual.batch', { year })}
        path="/api/v1/reports/annual/batch"
        query={common}
        name={(format) => `bao-cao-nam-${year}-${format}.zip`}
        batch
      />
    </>
  );
}

function Files({
  title,
  path,
  query,
  name,
  batch = false,
}: {
  title: string;
  path: string;
  query: Query;
  name: (format: Format) => string;
  batch?: boolean;
}): ReactNode {
  const t = useTexts();
  const action = useAction();
  return (
    <div className="reports-part">
      <h2>{title}</h2>
      <p className="muted">{t(batch ? 'batch.about' : 'annual.parts')}</p>
      <div className="actions">
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            className={format === 'docx' ? 'button primary' : 'button'}
            disabled={action.busy}
            onClick={() => void action.run(() => saveFile(urlOf(path, { ...query, format }), name(format)))}
          >
            {format.toUpperCase()}
            {batch && ' · ZIP'}
          </button>
        ))}
        {!batch && (
          <a
            className="button"
            target="_blank"
            rel="noreferrer"
            href={urlOf(path, { ...query, format: 'html' })}
          >
            {t('annual.view')}
          </a>
        )}
        {action.busy && (
          <span className="muted" role="status">
            {t('making')}
          </span>
        )}
      </div>
      <Problems error={action.error} />
      {!batch && (
        <CopyText label="REST" text={`${location.origin}${urlOf(path, { ...query, format: 'docx' })}`} />
      )}
    </div>
  );
}

/** What isn't ''. */
function filled(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
