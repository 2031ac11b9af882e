import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Area, Names } from '../api/types.js';
import en from './common.en.json';
import type { Language } from './formats.js';
import { filled, type Translate } from './fill.js';
import vi from './common.vi.json';

/** Texts that every page may use; a page's own stand beside it (`textsOf`). */
export type TextKey = keyof typeof vi;

export interface Locale {
  readonly lang: Language;
  readonly t: Translate<TextKey>;
  /** Text of a key that is put together from data; the data's own word where there is no text. */
  readonly word: (group: string, id: string) => string;
  readonly name: (names: Names) => string;
  readonly areaName: (area: Area) => string;
  /** Area's name without its kind: Thuận An. */
  readonly areaShort: (area: Area) => string;
}

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { vi, en };
const KEPT = 'nhippho.lang';
const LocaleContext = createContext<Locale>(localeOf('vi'));

function localeOf(lang: Language): Locale {
  const texts = TEXTS[lang];
  const fullName = (area: Area): string => (lang === 'vi' ? area.nameVi : area.nameEn);
  return {
    lang,
    t: (key, fill) => filled(texts[key] ?? key, fill),
    word: (group, id) => texts[`${group}.${id}`] ?? id,
    name: (names) => names[lang],
    areaName: fullName,
    areaShort: (area) =>
      area.level === 'province'
        ? fullName(area)
        : fullName(area)
            .replace(/^(Thành phố|Thị xã|Huyện) /, '')
            .replace(/ (City|Town|District)$/, ''),
  };
}

/** Language that was chosen before, else Vietnamese. */
export function keptLanguage(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';
}

export function keepLanguage(lang: Language): void {
  localStorage.setItem(KEPT, lang);
}

export function LocaleProvider({ lang, children }: { lang: Language; children: ReactNode }): ReactNode {
  const locale = useMemo(() => localeOf(lang), [lang]);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}
