import type { Column } from '../../tabular/tabular.js';
import type { PlainCell } from '../../spreadsheet/write-xlsx.js';

/** A text in both languages. */
export interface Names {
  readonly vi: string;
  readonly en: string;
}

/** A column of an open file with what it means. */
export interface OpenColumn extends Column {
  readonly title: Names;
  readonly about: Names;
}

/** A row of an open file, by column. */
export type OpenRow = Readonly<Record<string, PlainCell>>;

type Of = [
  name: string,
  type: Column['type'],
  titles: [vi: string, en: string],
  about: [vi: string, en: string],
];

const column = ([name, type, title, about]: Of): OpenColumn => ({
  name,
  type,
  title: { vi: title[0], en: title[1] },
  about: { vi: about[0], en: about[1] },
});

const WHERE: readonly Of[] = [
  [
    'area',
    'text',
    ['Mã địa bàn', 'Area code'],
    ['Mã đơn vị hành chính trong bộ đơn vị báo cáo', 'Code of the unit in the reporting set'],
  ],
  [
    'areaName',
    'text',
    ['Tên địa bàn', 'Area name'],
    ['Tên tiếng Việt của đơn vị', 'Vietnamese name of the unit'],
  ],
  [
    'reportingSet',
    'text',
    ['Bộ đơn vị', 'Reporting set'],
    ['Bộ đơn vị hành chính mà số liệu được báo cáo theo', 'Set of units that the value is reported in'],
  ],
  [
    'period',
    'text',
    ['Loại kỳ', 'Period'],
    ['hour, day, week, month, quarter hoặc year', 'hour, day, week, month, quarter or year'],
  ],
  [
    'from',
    'time',
    ['Từ', 'From'],
    ['Đầu kỳ, giờ Việt Nam (UTC+7)', 'Start of the period, local time (UTC+7)'],
  ],
  ['to', 'time', ['Đến', 'To'], ['Cuối kỳ, không tính thời điểm này', 'End of the period, exclusive']],
];
const FLAG: Of = [
  'flag',
  'text',
  ['Ghi chú ô', 'Flag'],
  [
    'suppressed: ô được che vì số đếm từ 1 đến 4, hoặc vì cùng với tổng sẽ suy ra được một ô như vậy',
    'suppressed: hidden because a count is 1 to 4, or because the total would give such a cell away',
  ],
];
const UNIT: Of = ['unit', 'text', ['Đơn vị', 'Unit'], ['Đơn vị tính của value', 'Unit of value']];
const REVISION: Of = [
  'revision',
  'integer',
  ['Lần sửa', 'Revision'],
  ['Tăng mỗi khi giá trị đã công bố được sửa', 'Grows each time a published value is revised'],
];

const OF_KPIS: readonly Of[] = [
  [
    'kpi',
    'text',
    ['Chỉ số', 'KPI'],
    ['Mã chỉ số hoặc thành phần của nhóm chỉ số', 'Code of the KPI, or of a member of its family'],
  ],
  ...WHERE,
  [
    'value',
    'number',
    ['Giá trị', 'Value'],
    [
      'Để trống khi dữ liệu không đủ hoặc bị che; không bao giờ là 0 thay thế',
      'Empty where data are insufficient or suppressed; never zero in its stead',
    ],
  ],
  UNIT,
  [
    'num',
    'number',
    ['Tử số', 'Numerator'],
    [
      'Cộng được giữa các địa bàn và các kỳ khi chỉ số là tỷ số',
      'Adds up over areas and periods where the KPI is a ratio',
    ],
  ],
  ['den', 'number', ['Mẫu số', 'Denominator'], ['Như num', 'As num']],
  [
    'quality',
    'text',
    ['Chất lượng', 'Quality'],
    ['ok, partial hoặc insufficient, theo độ đầy đủ', 'ok, partial or insufficient, by completeness'],
  ],
  [
    'completeness',
    'number',
    ['Độ đầy đủ', 'Completeness'],
    ['Phần số đo nhận được trên số đo phải có, từ 0 đến 1', 'Share of the readings due that came, 0 to 1'],
  ],
  [
    'reporting',
    'integer',
    ['Nguồn có số', 'Sources reporting'],
    ['Số nguồn có số liệu trong kỳ', 'Sources that reported in the period'],
  ],
  [
    'expected',
    'integer',
    ['Nguồn phải có', 'Sources expected'],
    ['Số nguồn phải có số liệu trong kỳ', 'Sources that were expected to report'],
  ],
  FLAG,
  [
    'place',
    'text',
    ['Nơi cực đại', 'Place'],
    ['Trạm có giá trị lớn nhất, với chỉ số lấy cực đại', 'Station that a maximum stands at'],
  ],
  [
    'reason',
    'text',
    ['Lý do', 'Reason'],
    ['Vì sao được sửa, hoặc điều cần lưu ý', 'Why it was revised, or a caveat'],
  ],
  [
    'caveats',
    'text',
    ['Lưu ý', 'Caveats'],
    [
      'Những điều phải đọc cùng giá trị, cách nhau bằng dấu cách',
      'What the value must be read with, divided by blanks',
    ],
  ],
  [
    'definition',
    'integer',
    ['Phiên bản định nghĩa', 'Definition version'],
    ['Phiên bản định nghĩa dùng để tính', 'Version of the definition that it was computed by'],
  ],
  REVISION,
  [
    'computedAt',
    'time',
    ['Tính lúc', 'Computed at'],
    ['Thời điểm tính ra giá trị', 'When the value was computed'],
  ],
];

const OF_SERIES: readonly Of[] = [
  ['indicator', 'text', ['Chỉ tiêu', 'Series'], ['Mã chỉ tiêu thống kê', 'Code of the series']],
  ...WHERE,
  [
    'value',
    'number',
    ['Giá trị', 'Value'],
    [
      'Như đã công bố; để trống khi chỉ công bố khoảng hoặc bị che',
      'As published; empty where only a range was, or where suppressed',
    ],
  ],
  [
    'lo',
    'number',
    ['Cận dưới', 'Lower bound'],
    ['Khi công bố là khoảng hoặc "trên"', 'Where a range or "more than" was published'],
  ],
  ['hi', 'number', ['Cận trên', 'Upper bound'], ['Khi công bố là khoảng', 'Where a range was published']],
  UNIT,
  [
    'status',
    'text',
    ['Tình trạng', 'Status'],
    [
      'estimate (ước tính), preliminary (sơ bộ), official (chính thức) hoặc reference (tham khảo)',
      'estimate, preliminary, official or reference',
    ],
  ],
  FLAG,
  [
    'confidence',
    'text',
    ['Độ tin cậy', 'Confidence'],
    ['Của nguồn: high, medium, low', 'Of the source: high, medium, low'],
  ],
  ['source', 'text', ['Nguồn', 'Source'], ['Văn bản công bố', 'Document that published it']],
  [
    'publishedAt',
    'text',
    ['Ngày công bố', 'Published on'],
    ['Của nguồn, khi biết', 'By the source, where known'],
  ],
  REVISION,
  ['note', 'text', ['Ghi chú', 'Note'], ['Của người nhập số liệu', 'By whoever recorded it']],
];

/** Columns of a KPI's files. */
export const KPI_COLUMNS: readonly OpenColumn[] = OF_KPIS.map(column);

/** Columns of a socio-economic series' files. */
export const SERIES_COLUMNS: readonly OpenColumn[] = OF_SERIES.map(column);
