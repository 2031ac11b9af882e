/** Vietnamese words and figures of the report. Written out here, so that no system's locale changes the bytes. */

/** Said where there is none; never a zero. */
export const NO_DATA = 'chưa có số liệu';

/** `1.234,5` */
export function numberVi(value: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '.');
  const text = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** `30/11/2025` of `2025-11-30…`; days below 10 and months below 3 have their zero, so that nobody adds a digit later. */
export function dateVi(text: string): string {
  const [year, month = '', day] = text.slice(0, 10).split('-');
  return `${day}/${Number(month) < 3 ? month : Number(month)}/${year}`;
}

const UNITS: Readonly<Record<string, string>> = {
  '1': '',
  '%/a': '%/năm',
  '%.a': '%/năm',
  '10^9 VND': 'tỷ đồng',
  '10^6 VND': 'triệu đồng',
  '10^3 VND': 'nghìn đồng',
  '10^6 USD': 'triệu USD',
  '10^6 VND/worker': 'triệu đồng/lao động',
  '10^3 persons': 'nghìn người',
  '10^6 kWh': 'triệu kWh',
  persons: 'người',
  cases: 'vụ',
  vehicles: 'chiếc',
  projects: 'dự án',
  '/km2': '/km²',
  'ug/m3': 'µg/m³',
  'dB[A]': 'dBA',
  h: 'giờ',
  d: 'ngày',
  s: 'giây',
  'h/d': 'giờ/ngày',
  'veh/h': 'xe/giờ',
  'pcu/h': 'PCU/giờ',
  'veh·km': 'xe·km',
  'veh·h': 'xe·giờ',
  'veh/d': 'xe/ngày',
  'veh·h/1000 veh·km': 'xe·giờ/1.000 xe·km',
  '/1e6 veh·km': '/triệu xe·km',
  'veh·km/10^6 VND': 'xe·km/triệu đồng',
  'h/person/a': 'giờ/người/năm',
  'kWh/person': 'kWh/người',
  '/100k': '/100.000 dân',
  households: 'hộ',
};

/** Unit as a Vietnamese reader has it; one that isn't listed stays as it is. */
export const unitVi = (unit: string): string => UNITS[unit] ?? unit;

export const QUALITY_VI = { ok: 'đủ', partial: 'một phần', insufficient: 'không đủ' } as const;
export const FINALITY_VI = { provisional: 'tạm tính', final: 'chính thức', signed: 'đã ký' } as const;
export const TARGET_STATUS_VI = {
  reached: 'đạt',
  exceeded: 'vượt',
  missed: 'không đạt',
  open: 'chưa đạt, chưa đến hạn',
  no_data: NO_DATA,
} as const;

const TASK_STATUS: Readonly<Record<string, string>> = {
  not_started: 'chưa triển khai',
  in_progress: 'đang thực hiện',
  done: 'đã hoàn thành',
  delayed: 'chậm tiến độ',
  stopped: 'dừng thực hiện',
};
export const taskStatusVi = (status: string): string => TASK_STATUS[status] ?? status;

const REASONS: Readonly<Record<string, string>> = {
  late_data: 'dữ liệu đến muộn',
  correction: 'dữ liệu được hiệu chỉnh',
  definition: 'thay đổi định nghĩa',
  registry: 'thay đổi danh mục trạm, thiết bị',
  exclusion: 'loại trừ khoảng thời gian thiết bị lỗi hoặc bảo trì',
  recalculation: 'tính lại',
  restatement: 'điều chỉnh sau khi ký',
  planned: 'chưa tính',
  no_year: 'chỉ theo kỳ ngắn, không có giá trị năm',
  no_data: NO_DATA,
  no_peak: 'không có giờ cao điểm trong kỳ',
  no_segment: 'chưa khai báo đoạn đường',
  no_schedule: 'chưa có lịch chiếu sáng',
  no_valid_window: 'không có kỳ đo hợp lệ',
  too_few_days: 'quá ít ngày có số liệu',
  tms: 'tốc độ trung bình thời gian',
};
export const reasonVi = (reason: string): string => REASONS[reason] ?? reason;

const STATUS: Readonly<Record<string, string>> = {
  estimate: 'ước tính',
  preliminary: 'sơ bộ',
  official: 'chính thức',
  reference: 'tham khảo',
};
export const statusVi = (status: string): string => STATUS[status] ?? status;

/** Fields of the city, in the order of the report. */
export const FIELDS: Readonly<Record<string, string>> = {
  mobility: 'Giao thông - Vận tải',
  environment: 'Môi trường không khí, tiếng ồn, thời tiết',
  water: 'Nước, ngập',
  waste: 'Chất thải rắn',
  energy: 'Năng lượng, chiếu sáng',
  safety: 'An toàn giao thông',
  crossed: 'Chỉ số kết hợp',
  'socio-economic': 'Kinh tế - xã hội: chỉ số tính toán',
  series: 'Kinh tế - xã hội: chỉ tiêu thống kê',
  data: 'Chất lượng dữ liệu',
};
