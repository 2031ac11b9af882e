import { escapeMarkup } from '../../http/escape.js';
import { type Block, MOTTO, type Paper, type Table } from './paper.js';
import { sparklineSvg } from './sparkline.js';

const STYLE = `body{font:13pt/1.4 "Times New Roman",Tinos,serif;max-width:1100px;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
header,footer{display:flex;gap:2rem;justify-content:space-between;text-align:center}
h1{font-size:14pt;margin:1.6em 0 .6em;text-align:center}hr{border:0;border-top:1px solid;margin:.2em auto}hr.short{width:35%}hr.motto{width:60%}p{text-indent:1.27cm}p.title,p.center{text-indent:0}h2{font-size:13pt;margin:1.2em 0 .4em}.title{text-align:center;font-weight:bold}
.note{font-size:11pt;font-style:italic}table{border-collapse:collapse;width:100%;font-size:10.5pt;margin:.5em 0}
th,td{border:1px solid #333;padding:3px 5px;vertical-align:top;white-space:pre-line}th{background:#eef2f6}
.center{text-align:center}.right{text-align:right}footer{margin-top:3rem;text-align:left}footer .office{text-align:center}
@page{size:A4 landscape;margin:15mm}@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}`;

/** One HTML page without anything from elsewhere; prints on A4. */
export function toHtml(paper: Paper): string {
  const lines = (some: readonly string[], tag = 'div'): string =>
    some.map((line) => `<${tag}>${escapeMarkup(line)}</${tag}>`).join('');
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeMarkup(paper.title)}</title><style>${STYLE}</style></head>
<body><header><div>${paper.superior === null ? '' : lines([paper.superior])}${bold(paper.issuer)}<hr class="short"><div>${escapeMarkup(paper.number)}</div></div>
<div><strong>${MOTTO[0]}</strong><br><strong>${MOTTO[1]}</strong><hr class="motto"><div><i>${escapeMarkup(paper.placeAndDate)}</i></div></div></header>
<main><p class="title">BÁO CÁO<br>${paper.subject.map(escapeMarkup).join('<br>')}</p><hr class="short">
<p class="center">Kính gửi: ${escapeMarkup(paper.addressee)}</p>
${paper.blocks.map((block) => blockOf(block, paper)).join('\n')}</main>
</body></html>
`;
}

const bold = (some: readonly string[]): string =>
  some.map((line) => `<strong>${escapeMarkup(line)}</strong>`).join('<br>');

function foot({ recipients, office, signer }: Paper): string {
  const to = recipients.map((line) => `<div>- ${escapeMarkup(line)}</div>`).join('');
  return `<footer><div><strong><i>Nơi nhận:</i></strong>${to}</div><div class="office">${bold(office)}<br><br><br><br><strong>${escapeMarkup(signer)}</strong></div></footer>`;
}

function blockOf(block: Block, paper: Paper): string {
  switch (block.kind) {
    case 'heading':
      return block.level === 1
        ? `<h1>${escapeMarkup(block.label)}<br>${escapeMarkup(block.text)}</h1>`
        : `<h2>${escapeMarkup(block.text)}</h2>`;
    case 'belongs':
      return `<p class="center"><i>${escapeMarkup(block.text)}</i></p>`;
    case 'signature':
      return foot(paper);
    case 'text':
      return `<p${block.isNote === true ? ' class="note"' : ''}>${escapeMarkup(block.text)}</p>`;
    case 'table':
      return tableOf(block);
    case 'part':
      return '';
  }
}

function tableOf({ columns, rows }: Table): string {
  const head = columns
    .map(({ title, width }) => `<th scope="col" style="width:${width}%">${escapeMarkup(title)}</th>`)
    .join('');
  const body = rows.map((row) => {
    const cells = row.map(({ text, trend }, i) => {
      const align = columns[i]?.align;
      const inner = trend === undefined ? escapeMarkup(text) : sparklineSvg(trend, escapeMarkup(text));
      return `<td${align === undefined || align === 'left' ? '' : ` class="${align}"`}>${inner}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}
