import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Look } from './look.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** Writes the whole page, or what is in sight of it, as an image into NHIPPHO_SCREENS, or test-results/screens, for people to look at. */
export async function takeScreenshot(page: Page, name: string, look: Look, fullPage = true): Promise<void> {
  const folder = process.env['NHIPPHO_SCREENS'] ?? join(ROOT, 'test-results', 'screens');
  mkdirSync(folder, { recursive: true });
  const file = `${name}-${look.lang}-${look.theme}-${look.screen}.png`;
  await page.screenshot({ path: join(folder, file), fullPage, animations: 'disabled', scale: 'css' });
}

/** By how many pixels the page is wider than the screen: 0 where nothing scrolls sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
