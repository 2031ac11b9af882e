import { escapeMarkup } from '../../http/escape.js';
import type { Dataset } from '../data/dataset.js';
import { columnsOf } from '../data/open-file.js';
import type { Statement } from '../data/statement.js';
import { pageOf, type Publication } from '../publication.js';
import { fileLinks, imprint } from './home.js';
import type { Look } from './look.js';
import { openPage } from './shell.js';
import { type Lang, numberIn, text } from './texts.js';

interface Shown {
  readonly dataset: Dataset;
  readonly publication: Publication;
  /** Of the newest file; null while there is none. */
  readonly statement: Statement | null;
}

/** `/open-data/{dataset}`: method, quality, files and data dictionary of one dataset. */
export function datasetPage(shown: Shown, lang: Lang, look: Look): string {
  const { dataset, publication } = shown;
  const title = dataset.names[lang];
  const path = `/open-data/${dataset.id}`;
  const sections = [
    section(text(lang, 'method'), method(dataset, lang)),
    section(text(lang, 'quality'), quality(shown, lang)),
    section(text(lang, 'files'), files(dataset, publication, lang)),
    section(text(lang, 'dictionary'), dictionary(dataset, lang)),
    ...(dataset.kind === 'kpi' ? [section(text(lang, 'embed'), embedding(dataset, publication, lang))] : []),
    `<section class="card">${imprint(publication, lang)}</section>`,
  ];
  const subtitle = [dataset.id, dataset.unit[lang]].filter((part) => part !== '').join(' · ');
  const main = `<p><a href="/open-data?lang=${lang}">← ${text(lang, 'all')}</a></p><h1>${escapeMarkup(title)}</h1><p class="muted">${escapeMarkup(subtitle)}</p>${sections.join('')}`;
  const head = `<link rel="describedby" type="application/json" href="${path}/dictionary.json">`;
  return openPage({ lang, title: `${title} · ${text(lang, 'title')}`, look, path, main, head });
}

const section = (title: string, body: string): string =>
  `<section class="card"><h2>${title}</h2>${body}</section>`;

const pairs = (rows: readonly (readonly [string, string])[]): string =>
  `<dl>${rows.map(([name, value]) => `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(value)}</dd>`).join('')}</dl>`;

function method({ method: formula, source, references, note, members }: Dataset, lang: Lang): string {
  const rows: [string, string][] = [
    [text(lang, 'method'), formula[lang]],
    [text(lang, 'source'), source[lang]],
  ];
  if (references.length > 0) rows.push([text(lang, 'references'), references.join('; ')]);
  if (note !== null) rows.push([text(lang, 'note'), note[lang]]);
  if (members.length === 0) return pairs(rows);
  const list = members.map(({ id, names, unit }): [string, string] => [
    id,
    [names[lang], unit[lang]].filter((part) => part !== '').join(', '),
  ]);
  return `${pairs(rows)}<h3>${text(lang, 'members')}</h3>${pairs(list)}`;
}

function quality({ dataset, statement }: Shown, lang: Lang): string {
  const percent = (share: number): string => numberIn(lang, share * 100, 0);
  const { minCompleteness: min, counts, files: spans } = dataset;
  const rules = [
    min === null
      ? text(lang, 'seriesRule')
      : text(lang, 'qualityRule', { ok: percent(min.ok), partial: percent(min.partial) }),
    counts.length === 0
      ? text(lang, 'noSuppression')
      : text(lang, 'suppression', { columns: [...new Set([...counts, 'value'])].join(', ') }),
    ...(dataset.simulated ? [text(lang, 'simulated')] : []),
  ];
  const rows: [string, string][] = [];
  if (statement !== null) {
    const { byQuality, meanCompleteness, suppressed, revised } = statement;
    const each = Object.entries(byQuality).map(([word, n]) => `${word} ${n}`);
    rows.push([text(lang, 'rows'), [String(statement.rows), ...each].join(' · ')]);
    if (meanCompleteness !== null)
      rows.push([text(lang, 'meanCompleteness'), `${numberIn(lang, meanCompleteness * 100, 1)} %`]);
    rows.push(
      [text(lang, 'suppressedRows'), String(suppressed)],
      [text(lang, 'revisedRows'), String(revised)],
    );
  }
  const figures =
    statement === null
      ? ''
      : `<h3>${text(lang, 'latestFile', { name: spans[0]?.name ?? '' })}</h3>${pairs(rows)}`;
  return `${rules.map((rule) => `<p>${escapeMarkup(rule)}</p>`).join('')}${figures}`;
}

function files(dataset: Dataset, publication: Publication, lang: Lang): string {
  const list = dataset.files.map(
    ({ name }) =>
      `<li class="spread"><span>${name}</span><span class="links">${fileLinks(dataset, name, publication, lang)}</span></li>`,
  );
  const none = `<p class="empty">${text(lang, 'none')}</p>`;
  return `<p class="note">${text(lang, 'filesAbout')}</p>${list.length === 0 ? none : `<ul>${list.join('')}</ul>`}`;
}

function dictionary(dataset: Dataset, lang: Lang): string {
  const rows = columnsOf(dataset).map(({ name, title, about }): [string, string] => [
    name,
    `${title[lang]}. ${about[lang]}.`,
  ]);
  const base = `/open-data/${dataset.id}`;
  return `${pairs(rows)}<p class="links"><a href="${base}/dictionary.json">JSON</a> <a href="${base}/csv-metadata.json">CSVW</a></p>`;
}

function embedding({ id, members }: Dataset, publication: Publication, lang: Lang): string {
  const kpi = members[0]?.id ?? id;
  const page = pageOf(publication, '');
  const badge = `<img src="${page}badge/${kpi}.svg?lang=${lang}" alt="${kpi}">`;
  const chart = `<iframe src="${page}embed/${kpi}?lang=${lang}" title="${kpi}" width="640" height="420"></iframe>`;
  return `<p><img src="/open-data/badge/${kpi}.svg?lang=${lang}" alt="${kpi}"></p>
<h3>${text(lang, 'badge')}</h3><pre><code>${escapeMarkup(badge)}</code></pre><h3>${text(lang, 'chart')}</h3><pre><code>${escapeMarkup(chart)}</code></pre>
<p><a href="/open-data/embed/${kpi}?lang=${lang}">${text(lang, 'chart')}: ${kpi}</a></p>`;
}
