import type { Page } from 'playwright-core';

/** Sizes that every page is looked at in: a desk in the monitoring centre, and the narrowest phone that is served. */
export const SCREENS = {
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1, isMobile: false },
  phone: { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} as const;

export type Screen = keyof typeof SCREENS;
export const LANGUAGES = ['vi', 'en'] as const;
export const THEMES = ['light', 'dark'] as const;

/** How a page is looked at. */
export interface Look {
  readonly screen: Screen;
  readonly lang: (typeof LANGUAGES)[number];
  readonly theme: (typeof THEMES)[number];
}

export const USUAL: Look = { screen: 'desktop', lang: 'vi', theme: 'light' };

/** Shows the page in another language, as its switch does: without loading it again, unless it has no script. */
export async function changeLanguage(page: Page, lang: Look['lang']): Promise<void> {
  const { pathname, search, hash } = new URL(page.url());
  const path = inLanguage(`${pathname}${search}${hash}`, lang);
  if ((await page.locator('script').count()) === 0) await page.goto(new URL(path, page.url()).href);
  else
    await page.evaluate(
      `history.replaceState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
    );
  await page.locator(`html[lang=${lang}]`).waitFor();
}

/** A page's path with the language in its query, where the page keeps it. */
export function inLanguage(path: string, lang: Look['lang']): string {
  const url = new URL(path, 'http://page');
  url.searchParams.set('lang', lang);
  return `${url.pathname}${url.search}${url.hash}`;
}
