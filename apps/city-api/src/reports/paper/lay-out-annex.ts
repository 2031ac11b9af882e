import type { AnnualReport } from '../model/annual-report.schema.js';
import { formulaVi, methodSourceVi } from '../model/methods-vi.js';
import { numberVi } from '../model/words.js';
import { type Block, clean, type Column } from './paper.js';

const COLUMNS: readonly Column[] = [
  { title: 'Mã', width: 8 },
  { title: 'Phiên bản', width: 7, align: 'center' },
  { title: 'Tên', width: 21 },
  { title: 'Công thức', width: 28 },
  { title: 'Tổng hợp', width: 12 },
  { title: 'Đầy đủ tối thiểu', width: 8, align: 'right' },
  { title: 'Nguồn', width: 16 },
];

const ROLLUPS: Readonly<Record<string, string>> = {
  sum: 'cộng',
  ratio: 'tổng tử số / tổng mẫu số',
  'max-with-place': 'lớn nhất, kèm nơi đo',
  histogram: 'phân vị của phân bố gộp',
  'energy-mean': 'trung bình năng lượng',
  'vkt-weighted': 'trọng số xe-km',
  'population-weighted': 'trọng số dân số',
  'station-mean': 'trung bình các trạm',
  'station-only': 'chỉ theo trạm',
  'province-only': 'chỉ cấp tỉnh',
};

/** How the numbers came about. */
export function annexBlocks(report: AnnualReport, belongsTo: string): Block[] {
  const { reportingSet, area } = report;
  return [
    { kind: 'heading', level: 1, label: 'Phụ lục', text: 'PHƯƠNG PHÁP TÍNH' },
    { kind: 'belongs', text: `(${belongsTo})` },
    {
      kind: 'text',
      text: `Địa giới: ${reportingSet.nameVi}${area.areaKm2 === null ? '' : `; diện tích ${area.nameVi} ${numberVi(area.areaKm2, 2)} km²`}. ${clean(reportingSet.noteVi)}`,
    },
    {
      kind: 'text',
      text: 'Giá trị của tỉnh và của kỳ dài được tính từ tổng các thành phần của trạm và kỳ ngắn hơn, không phải trung bình của các trung bình. Kỳ là "chính thức" từ 10 phút sau khi kết thúc; thay đổi sau đó là một lần điều chỉnh có lý do. Số liệu dưới mức đầy đủ tối thiểu không được công bố. Chỉ tiêu thống kê ghép với chỉ số khi cùng kỳ và cùng địa giới.',
    },
    {
      kind: 'text',
      text: 'Bản số liệu từ đầu năm áp dụng phương pháp của năm cho các ngày đã qua; "cùng kỳ" là đúng những ngày đó của năm trước.',
    },
    {
      kind: 'table',
      columns: COLUMNS,
      rows: report.methods.map(({ id, version, nameVi, formula, rollup, minCompleteness, source, note }) => [
        { text: id },
        { text: String(version) },
        { text: nameVi },
        { text: [formulaVi(id, version, formula), ...(note === null ? [] : [note])].join('\n') },
        { text: ROLLUPS[rollup] ?? rollup },
        { text: `${numberVi(minCompleteness * 100, 0)} %` },
        { text: methodSourceVi(source) },
      ]),
    },
  ];
}
