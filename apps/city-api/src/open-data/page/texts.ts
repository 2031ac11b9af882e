import type { Period } from '@app/contracts';
import { FINALITY_VI, numberVi, QUALITY_VI } from '../../reports/model/words.js';
import type { Names } from '../data/columns.js';

export type Lang = keyof Names;

const TEXTS = {
  title: { vi: 'Dữ liệu mở', en: 'Open data' },
  skip: { vi: 'Đến nội dung', en: 'Skip to content' },
  back: { vi: 'Trang theo dõi', en: 'Dashboard' },
  other: { vi: 'English', en: 'Tiếng Việt' },
  about: {
    vi: 'Giá trị đã công bố của các chỉ số đô thị thông minh và chỉ tiêu kinh tế – xã hội. Chỉ có số liệu cuối cùng hoặc đã ký; số tạm tính không có ở đây.',
    en: 'Published values of the smart-city indicators and the socio-economic series. Only final or signed figures; nothing provisional is here.',
  },
  licence: { vi: 'Giấy phép', en: 'Licence' },
  publisher: { vi: 'Đơn vị công bố', en: 'Publisher' },
  contact: { vi: 'Liên hệ', en: 'Contact' },
  catalogue: { vi: 'Danh mục DCAT-AP', en: 'DCAT-AP catalogue' },
  api: { vi: 'Tài liệu giao diện lập trình', en: 'API documentation' },
  newest: { vi: 'mới nhất', en: 'newest' },
  none: { vi: 'chưa có tệp: tháng đầu tiên chưa kết thúc', en: 'no file yet: the first month has not ended' },
  files: { vi: 'Tệp', en: 'Files' },
  filesAbout: {
    vi: 'Tệp tháng có giá trị ngày (hoặc giờ), tuần, tháng, quý kết thúc trong tháng; tệp năm có giá trị năm. Địa chỉ cố định; nội dung chỉ đổi khi số liệu được sửa, và cột revision cho biết.',
    en: "A month's file has the days (or hours), weeks, month and quarter that ended in it; a year's file has the year. Addresses are stable; a file changes only when a value is revised, and the column revision says so.",
  },
  quality: { vi: 'Chất lượng và độ đầy đủ', en: 'Quality and completeness' },
  latestFile: { vi: 'Tệp {name}', en: 'File {name}' },
  rows: { vi: 'Số dòng', en: 'Rows' },
  meanCompleteness: { vi: 'Độ đầy đủ trung bình', en: 'Mean completeness' },
  suppressedRows: { vi: 'Dòng có ô bị che', en: 'Rows with suppressed cells' },
  revisedRows: { vi: 'Dòng đã được sửa', en: 'Revised rows' },
  qualityRule: {
    vi: 'Giá trị là ok từ {ok} % độ đầy đủ, partial từ {partial} %; dưới mức đó ô để trống. Tổng không bao giờ được nhân lên để bù phần thiếu. Giá trị là cuối cùng 10 phút sau khi kết thúc kỳ.',
    en: 'A value is ok from {ok} % completeness and partial from {partial} %; below that its cell is empty. Sums are never scaled up for what is missing. A value is final 10 minutes after its period ends.',
  },
  seriesRule: {
    vi: 'Đúng như nguồn đã công bố; kỳ không công bố thì để trống, không nội suy. Số kế hoạch không có ở đây.',
    en: 'As the source published them; what was not published is left out, never interpolated. Planned figures are not here.',
  },
  suppression: {
    vi: 'Số đếm từ 1 đến 4 ở các cột {columns} được che: ô để trống, cột flag ghi suppressed.',
    en: 'Counts of 1 to 4 in the columns {columns} are suppressed: the cell is empty and flag says suppressed.',
  },
  noSuppression: {
    vi: 'Không có cột nào đếm người hay vụ việc, nên không ô nào bị che.',
    en: 'No column counts people or cases, so no cell is suppressed.',
  },
  simulated: {
    vi: 'Một phần số liệu đến từ các trạm của thành phố mô phỏng, không phải trạm thật.',
    en: 'Some of the figures come from stations of a simulated city, not from real ones.',
  },
  method: { vi: 'Phương pháp', en: 'Method' },
  source: { vi: 'Nguồn', en: 'Source' },
  references: { vi: 'Khung tham chiếu', en: 'References' },
  note: { vi: 'Lưu ý', en: 'Note' },
  members: { vi: 'Thành phần', en: 'Members' },
  dictionary: { vi: 'Từ điển dữ liệu', en: 'Data dictionary' },
  embed: { vi: 'Đặt lên trang của bạn', en: 'On a page of your own' },
  badge: { vi: 'Nhãn', en: 'Badge' },
  chart: { vi: 'Biểu đồ', en: 'Chart' },
  value: { vi: 'Giá trị', en: 'Value' },
  period: { vi: 'Kỳ', en: 'Period' },
  qualityWord: { vi: 'Chất lượng', en: 'Quality' },
  noValue: { vi: 'chưa có số liệu', en: 'no data' },
  table: { vi: 'Số liệu của biểu đồ', en: 'Figures of the chart' },
  all: { vi: 'Tất cả bộ dữ liệu', en: 'All datasets' },
} as const satisfies Readonly<Record<string, Names>>;

/** A text of the open pages, its places filled in. */
export function text(
  lang: Lang,
  key: keyof typeof TEXTS,
  fill: Readonly<Record<string, string>> = {},
): string {
  return TEXTS[key][lang].replaceAll(/\{(\w+)\}/g, (_, name: string) => fill[name] ?? '');
}

const FIELDS_EN: Readonly<Record<string, string>> = {
  mobility: 'Traffic and transport',
  environment: 'Air, noise, weather',
  water: 'Water, flooding',
  waste: 'Solid waste',
  energy: 'Energy, lighting',
  safety: 'Road safety',
  crossed: 'Combined indicators',
  'socio-economic': 'Socio-economic: computed indicators',
  series: 'Socio-economic: published series',
  data: 'Data quality',
};

/** Name of a field of the city in English. */
export const fieldEn = (domain: string): string => FIELDS_EN[domain] ?? domain;

/** A number with these decimals, as the language writes it. */
export function numberIn(lang: Lang, value: number, decimals: number): string {
  if (lang === 'vi') return numberVi(value, decimals);
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const written = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(written) ? `−${written}` : written;
}

/** A period by the local time that it begins at: `29/11/2026`, `11/2026`, `Quý IV/2026`; in English as ISO 8601 has it. */
export function periodIn(lang: Lang, period: Period, from: string): string {
  const [year = '', month = '', day = ''] = from.slice(0, 10).split('-');
  const quarter = Math.ceil(Number(month) / 3);
  const time = from.slice(11, 16);
  const isVi = lang === 'vi';
  const date = isVi ? `${day}/${month}/${year}` : `${year}-${month}-${day}`;
  switch (period) {
    case 'year':
      return year;
    case 'quarter':
      return isVi ? `Quý ${['I', 'II', 'III', 'IV'][quarter - 1]}/${year}` : `${year}-Q${quarter}`;
    case 'month':
      return isVi ? `${month}/${year}` : `${year}-${month}`;
    case 'week':
      return isVi ? `tuần từ ${date}` : `week from ${date}`;
    case 'day':
      return date;
    case 'hour':
    case '15min':
    case '5min':
      return `${time} ${date}`;
  }
}

/** Quality and finality of a value in words. */
export function standing(
  lang: Lang,
  {
    quality,
    finality,
  }: { readonly quality: keyof typeof QUALITY_VI; readonly finality: keyof typeof FINALITY_VI },
): string {
  return lang === 'vi' ? `${QUALITY_VI[quality]}, ${FINALITY_VI[finality]}` : `${quality}, ${finality}`;
}
