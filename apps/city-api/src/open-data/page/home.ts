import { escapeMarkup } from '../../http/escape.js';
import { FIELDS } from '../../reports/model/words.js';
import type { Dataset } from '../data/dataset.js';
import { OPEN_FORMATS } from '../data/open-file.js';
import { fileOf, homeOf, type Publication } from '../publication.js';
import type { Look } from './look.js';
import { openPage } from './shell.js';
import { fieldEn, type Lang, text } from './texts.js';

/** `/open-data`: every dataset by field of the city, with its newest file. */
export function homePage(
  datasets: readonly Dataset[],
  publication: Publication,
  lang: Lang,
  look: Look,
): string {
  const title = text(lang, 'title');
  const sections = Object.keys(FIELDS).flatMap((domain) => {
    const own = datasets.filter((dataset) => dataset.domain === domain);
    if (own.length === 0) return [];
    const name = lang === 'vi' ? FIELDS[domain] : fieldEn(domain);
    return `<section class="card"><h2>${escapeMarkup(name ?? domain)}</h2><ul>${own.map((one) => entry(one, publication, lang)).join('')}</ul></section>`;
  });
  const home = homeOf(publication);
  const head = `<link rel="alternate" type="application/ld+json" href="${escapeMarkup(home)}/catalog.jsonld"><link rel="alternate" type="text/turtle" href="${escapeMarkup(home)}/catalog.ttl"><link rel="license" href="${escapeMarkup(publication.licence.url)}">`;
  const main = `<h1>${title}</h1><p class="note">${text(lang, 'about')}</p>
<div class="card">${imprint(publication, lang)}</div>${sections.join('')}`;
  return openPage({ lang, title: `${title} · Nhịp Phố`, look, head, path: '/open-data', main });
}

/** Publisher, licence, contact, catalogue. */
export function imprint(publication: Publication, lang: Lang): string {
  const { publisher, contact, licence } = publication;
  const link = (href: string, words: string): string =>
    `<a href="${escapeMarkup(href)}">${escapeMarkup(words)}</a>`;
  const rows = [
    [text(lang, 'publisher'), escapeMarkup(publisher)],
    [text(lang, 'licence'), link(licence.url, licence.name)],
    ...(contact === null ? [] : [[text(lang, 'contact'), link(`mailto:${contact}`, contact)]]),
    [
      text(lang, 'catalogue'),
      `${link('/open-data/catalog.jsonld', 'JSON-LD')} · ${link('/open-data/catalog.ttl', 'Turtle')}`,
    ],
    [text(lang, 'api'), link('/api/docs', '/api/docs')],
  ];
  return `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>`;
}

function entry(dataset: Dataset, publication: Publication, lang: Lang): string {
  const { id, names, unit, files } = dataset;
  const [newest] = files;
  const what = newest
    ? `<span class="links"><span class="muted">${newest.name}</span>${fileLinks(dataset, newest.name, publication, lang)}</span>`
    : `<span class="muted">${text(lang, 'none')}</span>`;
  return `<li class="spread"><span><a href="/open-data/${id}?lang=${lang}">${escapeMarkup(names[lang])}</a> <span class="muted">${escapeMarkup([id, unit[lang]].filter((part) => part !== '').join(' · '))}</span></span>${what}</li>`;
}

/** Links to a file in all its formats, told apart for who can't see where they stand. */
export function fileLinks(
  { id, names }: Dataset,
  span: string,
  publication: Publication,
  lang: Lang,
): string {
  return OPEN_FORMATS.map((format) => {
    const path = fileOf({ ...publication, origin: '' }, id, span, format);
    const label = escapeMarkup(`${names[lang]} ${span} ${format.toUpperCase()}`);
    return `<a href="${path}" aria-label="${label}">${format.toUpperCase()}</a>`;
  }).join('');
}
