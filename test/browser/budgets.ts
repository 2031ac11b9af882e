import { gzipSync } from 'node:zlib';
import { eventually } from '@app/testing';
import type { Page, Response } from 'playwright-core';

/** The map's own library comes after the page means something; its files are named after it. */
const MAP_SCRIPT = /\/maplibre[^/]*\.js/;

/** What it took to open a page. */
export interface Opening {
  /** First paint of any content, ms since the navigation began. */
  readonly firstPaintMs: number;
  /** First frame that shows the element the visitor came for. */
  readonly meaningfulMs: number;
  /** Scripts without the map's library, each compressed with gzip. */
  readonly scriptBytes: number;
}

/** Notes the first frame in which an element that fits the selector is there. Runs before the page's own scripts. */
function watcher(selector: string): string {
  return `(() => {
    const seen = () => requestAnimationFrame(() => requestAnimationFrame(() => (window.meaningfulAt = performance.now())));
    new MutationObserver((_, observer) => {
      if (document.querySelector(${JSON.stringify(selector)}) === null) return;
      observer.disconnect();
      seen();
    }).observe(document, { childList: true, subtree: true, attributes: true });
  })()`;
}

/** Opens an address on a blank page and measures. */
export async function measureOpening(page: Page, address: string, selector: string): Promise<Opening> {
  const scripts: Promise<number>[] = [];
  const weigh = (response: Response): void => {
    const isScript = response.request().resourceType() === 'script' && !MAP_SCRIPT.test(response.url());
    if (isScript) scripts.push(response.body().then((body) => gzipSync(body).length));
  };
  page.on('response', weigh);
  await page.addInitScript(watcher(selector));
  await page.goto(address);
  // Not waitForFunction: it evaluates text in the page, which the page's content security policy forbids.
  const meaningfulMs = await eventually('a meaningful paint', () =>
    page.evaluate<number | undefined>('window.meaningfulAt'),
  );
  // On a machine with much to do the entry comes after the frame.
  const firstPaintMs = await eventually('a first paint', () =>
    page.evaluate<number | undefined>(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime`),
  );
  // What comes later is not of the opening, and may still be coming when the page is closed.
  page.off('response', weigh);
  const sizes = await Promise.all(scripts);
  return { firstPaintMs, meaningfulMs, scriptBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
