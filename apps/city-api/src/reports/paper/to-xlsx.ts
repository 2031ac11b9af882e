import { type Sheet, writeXlsx } from '../../spreadsheet/write-xlsx.js';
import { type Block, type Cell, MOTTO, type Paper } from './paper.js';
import { sparklineText } from './sparkline.js';

type Rows = Sheet['rows'][number][];

/** One sheet for the cover and one for each part; numbers stay numbers. */
export function toXlsx(paper: Paper): Promise<Buffer> {
  const sheets: { name: string; rows: Rows; widths: number[] }[] = [
    { name: 'Trang bìa', rows: cover(paper), widths: [100] },
  ];
  for (const block of paper.blocks) {
    if (block.kind === 'part') sheets.push({ name: block.sheet, rows: [], widths: [] });
    else addTo(sheets.at(-1), block);
  }
  return writeXlsx(sheets);
}

function cover(paper: Paper): Rows {
  const lines = [
    ...MOTTO,
    ...(paper.superior === null ? [] : [paper.superior]),
    ...paper.issuer,
    paper.number,
    paper.placeAndDate,
    'BÁO CÁO',
    ...paper.subject,
    `Kính gửi: ${paper.addressee}`,
    'Nơi nhận:',
    ...paper.recipients.map((line) => `- ${line}`),
    ...paper.office,
    paper.signer,
  ];
  return lines.map((value) => [{ value, wrap: true, bold: value === 'BÁO CÁO' }]);
}

function addTo(
  sheet: { rows: Rows; widths: number[] } | undefined,
  block: Exclude<Block, { kind: 'part' }>,
): void {
  // The cover has the recipients and who signs.
  if (sheet === undefined || block.kind === 'signature') return;
  if (block.kind !== 'table') {
    const text = block.kind === 'heading' && block.level === 1 ? `${block.label}. ${block.text}` : block.text;
    sheet.rows.push([{ value: text, bold: block.kind === 'heading' }]);
    return;
  }
  if (sheet.widths.length < block.columns.length)
    sheet.widths = block.columns.map(({ width }) => Math.max(8, width * 1.6));
  sheet.rows.push(
    block.columns.map(({ title }) => ({ value: title, bold: true, wrap: true, background: '#EEF2F6' })),
  );
  for (const row of block.rows) sheet.rows.push(row.map(cellOf));
}

function cellOf({ text, number, trend }: Cell): Rows[number][number] {
  if (trend !== undefined) return sparklineText(trend);
  if (number === undefined) return { value: text, wrap: true };
  return {
    value: number.value,
    format: number.decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(number.decimals)}`,
  };
}
