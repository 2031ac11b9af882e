import { type Fill, filled, type Translate } from './fill.js';
import { useLocale } from './locale.js';

/**
 * A page's own texts, kept beside it and loaded with it: `const useTexts = textsOf(vi, en)`, then in a component
 * `const t = useTexts()`. Both languages must have the same keys.
 */
export function textsOf<Texts extends Readonly<Record<string, string>>>(
  vi: Texts,
  en: Readonly<Record<keyof Texts, string>>,
): () => Translate<keyof Texts & string> {
  const translate = {
    vi: (key: keyof Texts & string, fill?: Fill) => filled(vi[key] ?? key, fill),
    en: (key: keyof Texts & string, fill?: Fill) => filled(en[key], fill),
  };
  return () => translate[useLocale().lang];
}
