import { setImmediate } from 'node:timers/promises';
import { packDocx } from './docx/package.js';
import { sectionOf, widthsOf } from './docx/page.js';
import { paragraph, picture, rule, run, table } from './docx/xml.js';
import { type Block, type Cell, type Column, MOTTO, type Paper, type Table } from './paper.js';
import { sparklinePng } from './sparkline.js';

/** Half points. */
const SIZE = { head: 24, motto: 26, table: 20, note: 24, recipients: 22 };
/** First lines are indented by half an inch. */
const INDENT = 720;

/**
 * A Word document: the same bytes for the same paper. Written here and not by a library, because a report took one of those
 * half a second of CPU in one piece, and its files carried times and random names. Others get their turn between blocks.
 */
export async function toDocx(paper: Paper): Promise<Buffer> {
  const pictures = new Pictures();
  const body: string[] = [head(paper)];
  let isWide = false;
  let isFirst = true;
  let isSigned = false;
  for (const block of paper.blocks) {
    await setImmediate();
    if (block.kind === 'signature') {
      body.push(foot(paper, isWide));
      isSigned = true;
    } else if (block.kind !== 'part') body.push(blockOf(block, isWide, pictures));
    else if (block.isWide !== isWide || isSigned) {
      body.push(`<w:p><w:pPr>${sectionOf(isWide, { isFirst })}</w:pPr></w:p>`);
      isWide = block.isWide;
      isFirst = false;
    }
  }
  body.push(sectionOf(isWide, { isFirst, isAnnex: isSigned }));
  const { title, issuer } = paper;
  return packDocx({ title, creator: issuer.join(' '), body: body.join(''), pictures: pictures.files });
}

/** Pictures of the document, each stored once. */
class Pictures {
  readonly files = new Map<string, Uint8Array>();
  private readonly ids = new Map<string, string>();
  private used = 0;

  add(png: Buffer, label: string, width: number, height: number): string {
    const key = png.toString('base64');
    const id = this.ids.get(key) ?? `rIdT${this.ids.size + 1}`;
    this.ids.set(key, id);
    this.files.set(id, png);
    this.used += 1;
    return picture(id, this.used, label, width, height);
  }
}

type Content = Exclude<Block, { kind: 'part' | 'signature' }>;

function blockOf(block: Content, isWide: boolean, pictures: Pictures): string {
  switch (block.kind) {
    case 'heading':
      if (block.level === 2) return paragraph(run(block.text), { style: 'Heading2' });
      return (
        paragraph(run(block.label, { bold: true }), { align: 'center', before: 240, keepsNext: true }) +
        paragraph(run(block.text), { style: 'Heading1', before: 0 })
      );
    case 'belongs':
      return paragraph(run(block.text, { italic: true }), { align: 'center', after: 120 });
    case 'text': {
      const look = block.isNote === true ? { italic: true, size: SIZE.note } : {};
      return paragraph(run(block.text, look), { align: 'both', before: 120, after: 120, indent: INDENT });
    }
    case 'table':
      return tableOf(block, isWide, pictures) + paragraph('');
  }
}

/** Of the head's width, what the issuer has, percent. */
const ISSUER_SHARE = 40;

function head(paper: Paper): string {
  const superior = paper.superior === null ? [] : [centred(run(paper.superior, { size: SIZE.head }))];
  const issuer = paper.issuer.map((text) => centred(run(text, { bold: true, size: SIZE.head })));
  const [own = 0, others = 0] = widthsOf([ISSUER_SHARE, 100 - ISSUER_SHARE], false);
  const left = [...superior, ...issuer, rule(own, 0.4), centred(run(paper.number, { size: SIZE.motto }))];
  const right = [
    centred(run(MOTTO[0], { bold: true, size: SIZE.head })),
    centred(run(MOTTO[1], { bold: true, size: SIZE.motto })),
    // As long as the motto above it. [NĐ 30/2020/NĐ-CP, annex I, II.1]
    rule(others, 0.62),
    centred(run(paper.placeAndDate, { italic: true, size: SIZE.motto })),
  ];
  return [
    twoColumns(left, right, false, ISSUER_SHARE),
    paragraph(run('BÁO CÁO', { bold: true }), { align: 'center', before: 240 }),
    ...paper.subject.map((text) => centred(run(text, { bold: true }))),
    rule(own + others, 0.35),
    paragraph(run(`Kính gửi: ${paper.addressee}`), { align: 'center', before: 240, after: 240 }),
  ].join('');
}

function foot(paper: Paper, isWide: boolean): string {
  const left = [
    paragraph(run('Nơi nhận:', { bold: true, italic: true, size: SIZE.note })),
    ...paper.recipients.map((text) => paragraph(run(`- ${text}`, { size: SIZE.recipients }))),
  ];
  const right = [
    ...paper.office.map((text) => centred(run(text, { bold: true }))),
    ...Array.from({ length: 4 }, () => paragraph('')),
    centred(run(paper.signer, { bold: true })),
  ];
  return paragraph('') + twoColumns(left, right, isWide, 50) + paragraph('');
}

function twoColumns(
  left: readonly string[],
  right: readonly string[],
  isWide: boolean,
  share: number,
): string {
  const cells = [{ content: left.join('') }, { content: right.join('') }];
  return table(widthsOf([share, 100 - share], isWide), [cells], { hasBorders: false, hasHead: false });
}

function tableOf({ columns, rows }: Table, isWide: boolean, pictures: Pictures): string {
  const head = columns.map(({ title }) => ({
    content: centred(run(title, { bold: true, size: SIZE.table })),
    fill: 'EEF2F6',
  }));
  const body = rows.map((row) =>
    row.map((cell, i) => ({ content: contentOf(cell, columns[i]?.align, pictures) })),
  );
  const widths = widthsOf(
    columns.map(({ width }) => width),
    isWide,
  );
  return table(widths, [head, ...body], { hasBorders: true, hasHead: true });
}

/** A cell holds at least one paragraph. */
function contentOf({ text, trend }: Cell, align: Column['align'] = 'left', pictures: Pictures): string {
  if (trend === undefined) {
    return text
      .split('\n')
      .map((line) => paragraph(run(line, { size: SIZE.table }), { align }))
      .join('');
  }
  const drawn = sparklinePng(trend);
  return paragraph(drawn === null ? '' : pictures.add(drawn.png, text, drawn.width, drawn.height), { align });
}

const centred = (content: string): string => paragraph(content, { align: 'center' });
