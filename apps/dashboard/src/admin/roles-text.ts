import { useLocale } from '../i18n/locale.js';
import { useCity } from '../shell/city.js';
import type { Grant } from './session.js';

/** Says roles and where they hold: "trực ban (Thành phố Dĩ An)". */
export function useRolesText(): (grants: readonly Grant[]) => string {
  const { t, word, areaName } = useLocale();
  const { areas } = useCity();
  const place = (code: string | null | undefined): string => {
    if (code == null) return t('admin.everywhere');
    const area = areas.find((one) => one.code === code);
    return area ? areaName(area) : code;
  };
  return (grants) => grants.map(({ role, area }) => `${word('role', role)} (${place(area)})`).join(', ');
}
