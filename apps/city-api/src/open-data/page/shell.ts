import { escapeMarkup } from '../../http/escape.js';
import type { Look } from './look.js';
import { type Lang, text } from './texts.js';

const STYLE = `.open{display:block;max-width:1080px;margin:0 auto;padding:16px 24px 48px}.open section{margin-top:16px}.open h1{font-size:1.71rem;font-weight:600;line-height:1.3;margin-bottom:4px}
.open h2{margin-bottom:8px}.open ul{list-style:none;margin:0;padding:0}.open li{padding:8px 0;border-top:1px solid var(--line)}.open li:first-child{border-top:0}
.open .spread{display:flex;flex-wrap:wrap;gap:4px 16px;justify-content:space-between;align-items:baseline}.open .links{display:flex;flex-wrap:wrap;gap:4px 16px}
.open dl{display:grid;grid-template-columns:minmax(120px,max-content) minmax(0,1fr);gap:6px 16px}.open dt{color:var(--muted)}.open dd,.open li,.open p{overflow-wrap:anywhere}.open p+p{margin-top:6px}
.top{justify-content:space-between}.top .links{display:flex;gap:16px}.open img{max-width:100%;height:auto}.course{width:100%;height:auto;display:block}.course text{fill:var(--muted);font-size:12px}.course .grid{stroke:var(--line)}
.course .line{fill:none;stroke:var(--series-1);stroke-width:2}.course .dot{fill:var(--series-1)}.course .part{fill:var(--card);stroke:var(--series-1);stroke-width:2}
.framed{padding:12px 16px}.framed h1{font-size:1.07rem}.framed .now{font-size:1.71rem;font-weight:600}summary{cursor:pointer;color:var(--brand);font-weight:600;padding:8px 0}
@media (max-width:480px){.open{padding:12px 16px 32px}.open dl{grid-template-columns:minmax(0,1fr);gap:0}.open dd{margin-bottom:8px}}`;

const EMBLEM =
  '<svg class="emblem" viewBox="0 0 36 20" width="36" height="20" aria-hidden="true"><path d="M2 11h8l3-7 5 13 4-9 2 3h10"/></svg>';

interface Document {
  readonly lang: Lang;
  readonly title: string;
  readonly look: Look;
  readonly body: string;
  /** More lines of the head. */
  readonly head?: string;
}

/** An HTML document without script, in the dashboard's look. */
export function documentOf({ lang, title, look, body, head = '' }: Document): string {
  const sheet = look.stylesheet === null ? '' : `<link rel="stylesheet" href="${look.stylesheet}">`;
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title><link rel="icon" href="/pulse.svg" type="image/svg+xml">${sheet}<style>${STYLE}</style>${head}</head>
<body>${body}</body></html>
`;
}

/** An open page with its header: name, way back, the other language. `path` is the page's own. */
export function openPage(
  page: Omit<Document, 'body'> & { readonly path: string; readonly main: string },
): string {
  const { lang, path, main } = page;
  const other = lang === 'vi' ? 'en' : 'vi';
  const body = `<a class="skip" href="#main">${text(lang, 'skip')}</a>
<header class="top"><a class="brand" href="/?lang=${lang}" aria-label="Nhịp Phố: ${text(lang, 'back')}">${EMBLEM}<span>Nhịp Phố</span></a>
<nav class="links" aria-label="${text(lang, 'title')}"><a href="/open-data?lang=${lang}">${text(lang, 'title')}</a> <a href="${escapeMarkup(path)}?lang=${other}" lang="${other}" hreflang="${other}">${text(lang, 'other')}</a></nav></header>
<main id="main" class="open" tabindex="-1">${main}</main>`;
  return documentOf({ ...page, body });
}
