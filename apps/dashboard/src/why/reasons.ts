import { textsOf } from '../i18n/texts.js';
import en from './reasons.en.json';
import vi from './reasons.vi.json';

const useTexts = textsOf(vi, en);

/** Why a value is as it is, or was revised, in words; a reason that this page doesn't know yet stays as it is. */
export function useReasons(): (reason: string) => string {
  const t = useTexts();
  return (reason) => (Object.hasOwn(vi, reason) ? t(reason as keyof typeof vi) : reason);
}
