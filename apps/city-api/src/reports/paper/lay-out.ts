import { CHANNELS } from '../../plan/units.js';
import type { AnnualReport } from '../model/annual-report.schema.js';
import { lastDay } from '../model/to-date.js';
import { dateVi } from '../model/words.js';
import { annexBlocks } from './lay-out-annex.js';
import { goalBlocks } from './lay-out-goals.js';
import { indicatorBlocks } from './lay-out-indicators.js';
import { taskBlocks } from './lay-out-tasks.js';
import { clean, type Paper } from './paper.js';

const PROVINCE = 'tỉnh Bình Dương';
const DOTS = '.......';

/** The report on paper, in the form of an administrative document. [NĐ 30/2020/NĐ-CP] */
export function layOut(report: AnnualReport): Paper {
  const { year, unit, decision } = report;
  const symbol = `${report.number === null ? DOTS : clean(report.number)}/BC-${shortName(unit.nameVi)}`;
  const subject = [
    `Kết quả thực hiện các nhiệm vụ được giao tại Quyết định số ${decision.number} ngày ${dateVi(decision.issued)}`,
    `và bộ chỉ số đô thị thông minh song song với hệ thống tiêu chí kinh tế - xã hội, năm ${year}`,
    `Địa bàn: ${report.area.nameVi} (${editionVi(report)})`,
  ];
  return {
    title: `Báo cáo năm ${year} - ${unit.nameVi} - ${report.area.nameVi}`,
    superior: unit.kind === 'department' ? `UBND ${upper(PROVINCE)}` : null,
    issuer: issuerOf(report),
    number: `Số: ${symbol}`,
    placeAndDate: placeAndDate(report),
    subject,
    addressee:
      unit.kind === 'province'
        ? 'Chính phủ; Tỉnh ủy Bình Dương'
        : `Ủy ban nhân dân ${PROVINCE} (thông qua ${CHANNELS.general}; nội dung triển khai chuyên môn về công nghệ thông tin thông qua ${CHANNELS.it})`,
    blocks: [
      { kind: 'part', sheet: 'Phần I', isWide: false },
      {
        kind: 'text',
        text: `Thực hiện Quyết định số ${decision.number} ngày ${dateVi(decision.issued)} của Ủy ban nhân dân ${PROVINCE} ${lower(decision.title)}; theo quy định tại mục III.5 của Kế hoạch, ${unit.nameVi} báo cáo kết quả năm ${year} như sau:`,
      },
      ...taskBlocks(report),
      { kind: 'part', sheet: 'Phần II', isWide: true },
      ...indicatorBlocks(report),
      { kind: 'part', sheet: 'Phần III', isWide: true },
      ...goalBlocks(report),
      { kind: 'text', text: closingOf(report) },
      { kind: 'signature' },
      { kind: 'part', sheet: 'Phụ lục phương pháp', isWide: true },
      ...annexBlocks(report, `Kèm theo Báo cáo số ${symbol} ${dateOf(report)} của ${fullName(unit.nameVi)}`),
    ],
    recipients:
      unit.kind === 'province'
        ? ['Như trên;', 'Các Sở, Ban, ngành; UBND các huyện, thị xã, thành phố;', 'Lưu: VT.']
        : ['Như trên;', `${CHANNELS.general};`, `${CHANNELS.it};`, 'Lưu: VT.'],
    office: officeOf(report),
    signer: report.signer === null ? '' : clean(report.signer),
  };
}

/** Which edition it is, with the day that its figures go up to. */
function editionVi(report: AnnualReport): string {
  return report.edition === 'final'
    ? `bản chính thức, số liệu cả năm ${report.year}`
    : `số liệu từ đầu năm đến hết ngày ${dateVi(lastDay(Date.parse(report.to)))}`;
}

function issuerOf({ unit, area }: AnnualReport): string[] {
  if (unit.kind === 'province') return ['ỦY BAN NHÂN DÂN', upper(PROVINCE)];
  if (unit.kind === 'district')
    return ['ỦY BAN NHÂN DÂN', upper(unit.nameVi.replace(/^UBND /, '') || area.nameVi)];
  return [upper(unit.nameVi)];
}

/** The sentence that ends the text, with the mark that nothing follows. */
function closingOf({ year, unit }: AnnualReport): string {
  const whom = unit.kind === 'province' ? 'Chính phủ, Tỉnh ủy' : `Ủy ban nhân dân ${PROVINCE}`;
  return `Trên đây là báo cáo kết quả năm ${year}; ${fullName(unit.nameVi)} kính báo cáo ${whom} xem xét, chỉ đạo./.`;
}

/** In running text a committee's name is written out. */
function fullName(name: string): string {
  return name.replace(/^UBND /, 'Ủy ban nhân dân ');
}

function officeOf({ unit }: AnnualReport): string[] {
  if (unit.kind !== 'department' || unit.nameVi.startsWith('UBND'))
    return ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'];
  if (unit.nameVi.startsWith('Văn phòng')) return ['CHÁNH VĂN PHÒNG'];
  if (unit.nameVi.startsWith('Ủy ban MTTQ')) return ['TM. BAN THƯỜNG TRỰC', 'CHỦ TỊCH'];
  return ['GIÁM ĐỐC'];
}

/** `SKHCN` of "Sở Khoa học và Công nghệ"; committees are `UBND`. */
function shortName(name: string): string {
  if (name.startsWith('UBND')) return 'UBND';
  const words = name.split(/[\s,-]+/).filter((word) => word !== '' && word !== 'và');
  return words
    .map((word) => (word === 'MTTQ' ? word : word.charAt(0)))
    .join('')
    .toLocaleUpperCase('vi');
}

/** A district's committee dates from the district, everybody else from the province. [NĐ 30/2020/NĐ-CP, annex I, II.4] */
function placeAndDate(report: AnnualReport): string {
  const { unit, area } = report;
  const name = area.nameVi.replace(/^(Thành phố|Thị xã|Huyện) /, '');
  return `${unit.kind === 'district' ? name : 'Bình Dương'}, ${dateOf(report)}`;
}

function dateOf({ date, year, edition }: AnnualReport): string {
  if (date === null) return `ngày ..... tháng ..... năm ${edition === 'final' ? year + 1 : year}`;
  const [y, month = '', day = ''] = date.split('-');
  // A month of one digit has a zero before 3, as days have before 10: nobody adds one later.
  return `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${y}`;
}

const upper = (text: string): string => text.toLocaleUpperCase('vi');
const lower = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
