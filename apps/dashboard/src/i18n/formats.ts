/** Numbers and dates as people of a language write them. Pure: times are epoch ms, shown at UTC+7. */
export type Language = 'vi' | 'en';

const TAG: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };
const ZONE = 'Asia/Ho_Chi_Minh';
const cache = new Map<string, Intl.NumberFormat>();

/** Number with exactly `decimals` decimals; whole numbers of more than four digits are grouped. */
export function formatNumber(value: number, language: Language, decimals = 0): string {
  const key = `${language}|${decimals}`;
  let format = cache.get(key);
  if (!format) {
    format = new Intl.NumberFormat(TAG[language], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    cache.set(key, format);
  }
  const text = format.format(value);
  return /^-0([.,]0*)?$/.test(text) ? text.slice(1) : text;
}

/** Number with at most `decimals` decimals, for values whose own precision says enough. */
export function formatShort(value: number, language: Language, decimals = 2): string {
  return new Intl.NumberFormat(TAG[language], { maximumFractionDigits: decimals }).format(value);
}

/** Fraction as a percentage; never rounded up to 100 while something is missing. */
export function formatShare(fraction: number, language: Language): string {
  const percent = fraction * 100;
  const shown = percent < 100 ? Math.min(Math.round(percent * 10) / 10, 99.9) : 100;
  return `${formatShort(shown, language, 1)}\u00A0%`;
}

/** A KPI's unit as people write it; '' for a plain number. */
export function unitText(unit: string, language: Language): string {
  const vi = language === 'vi';
  switch (unit) {
    case '1':
      return '';
    case 'veh/h':
      return vi ? 'xe/h' : 'veh/h';
    case 'pcu/h':
      return vi ? 'xe quy đổi/h' : 'pcu/h';
    case 'veh·km':
      return vi ? 'xe·km' : 'veh·km';
    case 'veh·h':
      return vi ? 'xe·giờ' : 'veh·h';
    case 'veh·h/1000 veh·km':
      return vi ? 'xe·giờ/1.000 xe·km' : 'veh·h/1,000 veh·km';
    case 'ug/m3':
      return 'µg/m³';
    case '%/a':
      return vi ? '%/năm' : '%/year';
    case '10^9 VND':
      return vi ? 'tỷ đồng' : 'bn VND';
    case '10^6 VND':
      return vi ? 'triệu đồng' : 'm VND';
    case '10^3 VND':
      return vi ? 'nghìn đồng' : 'thousand VND';
    case '10^6 USD':
      return vi ? 'triệu USD' : 'm USD';
    case 'persons':
      return vi ? 'người' : 'persons';
    case 'projects':
      return vi ? 'dự án' : 'projects';
    default:
      return unit;
  }
}

function parts(ms: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(TAG[language], { timeZone: ZONE, ...options }).format(ms);
}

/** 17:05, or 17:05:09 with seconds. */
export function formatTime(ms: number, language: Language, seconds = false): string {
  return parts(ms, language, {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    hourCycle: 'h23',
  });
}

/** 23/11/2026. */
export function formatDate(ms: number, language: Language): string {
  return parts(ms, language, { day: '2-digit', month: '2-digit', year: 'numeric' });
}

/** Thứ Hai. */
export function formatWeekday(ms: number, language: Language): string {
  return parts(ms, language, { weekday: 'long' });
}

/** 23/11 17:05. */
export function formatMoment(ms: number, language: Language): string {
  return `${formatDate(ms, language).slice(0, 5)} ${formatTime(ms, language)}`;
}

/** Local date YYYY-MM-DD. */
export function localDate(ms: number): string {
  return new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** Age in the largest unit that fits: "0,8 s", "42 s", "5 phút", "3 giờ", "2 ngày". */
export function formatAge(ageMs: number, language: Language): string {
  const s = Math.max(0, ageMs) / 1000;
  const vi = language === 'vi';
  if (s < 10) return `${formatNumber(s, language, 1)}\u00A0s`;
  if (s < 90) return `${Math.round(s)}\u00A0s`;
  if (s < 5400) return `${Math.round(s / 60)}\u00A0${vi ? 'phút' : 'min'}`;
  if (s < 36 * 3600) return `${Math.round(s / 3600)}\u00A0${vi ? 'giờ' : 'h'}`;
  const days = Math.round(s / 86_400);
  return vi ? `${days}\u00A0ngày` : `${days}\u00A0${days === 1 ? 'day' : 'days'}`;
}
