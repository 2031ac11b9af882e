import type { AnnualReport, ReportRow, Restatement } from '../model/annual-report.schema.js';
import {
  dateVi,
  FINALITY_VI,
  NO_DATA,
  numberVi,
  QUALITY_VI,
  reasonVi,
  statusVi,
  TARGET_STATUS_VI,
  unitVi,
} from '../model/words.js';
import { type Block, type Cell, clean, type Column } from './paper.js';

/** Part II: every KPI beside the socio-economic indicators. [1338/QĐ-UBND, II.2] */
export function indicatorBlocks(report: AnnualReport): Block[] {
  const { year } = report;
  const sameSpan = report.edition === 'final' ? `Năm ${year - 1}` : `Cùng kỳ ${year - 1}`;
  const columns: readonly Column[] = [
    { title: 'Mã', width: 9 },
    { title: 'Chỉ số, chỉ tiêu', width: 20 },
    { title: 'Đơn vị', width: 8, align: 'center' },
    { title: 'Mục tiêu', width: 13 },
    { title: report.edition === 'final' ? `Năm ${year}` : `Từ đầu năm ${year}`, width: 10, align: 'right' },
    { title: sameSpan, width: 9, align: 'right' },
    { title: 'Xu hướng', width: 9, align: 'center' },
    { title: 'Mức đầy đủ', width: 8, align: 'right' },
    { title: 'Ghi chú, điều chỉnh', width: 14 },
  ];
  return [
    {
      kind: 'heading',
      level: 1,
      label: 'Phần II',
      text: 'BỘ CHỈ SỐ ĐÔ THỊ THÔNG MINH SONG SONG VỚI CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI',
    },
    ...report.fields.flatMap((field, i): Block[] => [
      { kind: 'heading', level: 2, text: `${i + 1}. ${field.nameVi}` },
      { kind: 'table', columns, rows: field.rows.map(cellsOf) },
    ]),
    {
      kind: 'text',
      isNote: true,
      text: `"${capital(NO_DATA)}" khi không có hoặc không đủ số liệu, không phải bằng 0. Mức đầy đủ: tỷ lệ số lần đo hợp lệ trên số lần đo phải có. Xu hướng: các tháng của năm báo cáo, hoặc sáu năm gần nhất với chỉ số chỉ có theo năm; chỗ trống là không có số liệu. Số liệu thống kê theo năm không được chia nhỏ cho kỳ ngắn hơn.`,
    },
  ];
}

function cellsOf(row: ReportRow): Cell[] {
  return [
    { text: row.id },
    { text: row.nameVi },
    { text: unitVi(row.unit) },
    {
      text: row.targets
        .map(({ text, status, source }) => `${text}: ${TARGET_STATUS_VI[status]} [${source}]`)
        .join('\n'),
    },
    valueCell(row),
    numberCell(row.previous, row.precision),
    { text: row.trend.values.every((value) => value === null) ? '' : 'xu hướng', trend: row.trend.values },
    row.completeness === null
      ? { text: '' }
      : {
          text: `${numberVi(row.completeness * 100, 1)} %`,
          number: { value: row.completeness * 100, decimals: 1 },
        },
    { text: notesOf(row).join('; ') },
  ];
}

function valueCell(row: ReportRow): Cell {
  if (row.value !== null) return numberCell(row.value, row.precision);
  const text = (value: number): string => numberVi(value, row.precision);
  if (row.lo !== null && row.hi !== null) return { text: `${text(row.lo)}–${text(row.hi)}` };
  if (row.lo !== null) return { text: `> ${text(row.lo)}` };
  return row.hi === null ? { text: NO_DATA } : { text: `< ${text(row.hi)}` };
}

function numberCell(value: number | null, decimals: number): Cell {
  return value === null
    ? { text: NO_DATA }
    : { text: numberVi(value, decimals), number: { value, decimals } };
}

function notesOf(row: ReportRow): string[] {
  const { quality, finality, sources, place, status, source, publishedAt, reason, value } = row;
  return [
    ...(quality === null ? [] : [`số liệu ${QUALITY_VI[quality]}`]),
    ...(finality === null ? [] : [FINALITY_VI[finality]]),
    ...(sources === null ? [] : [`${sources.reporting}/${sources.expected} nguồn`]),
    ...(place === null ? [] : [`trạm ${clean(place)}`]),
    ...(status === null ? [] : [statusVi(status)]),
    ...(source === null ? [] : [clean(source)]),
    ...(publishedAt === null ? [] : [`công bố ${dateVi(publishedAt)}`]),
    ...(reason === null || (value === null && reason === 'no_data') ? [] : [reasonVi(reason)]),
    ...row.restatements.map(restatementVi),
  ];
}

function restatementVi({ period, from, revision, reason }: Restatement): string {
  const when = period === 'month' ? `tháng ${Number(from.slice(5, 7))}` : `năm ${from.slice(0, 4)}`;
  return `điều chỉnh ${when}, lần ${revision}${reason === null ? '' : ` (${reasonVi(reason)})`}`;
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
