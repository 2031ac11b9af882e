import type { Page } from 'playwright-core';
import { eventually } from '@app/testing';
import { type Held, heldBy } from './held-memory.js';
import type { View } from './view.js';
import { Visitors } from './visitors.js';

/** A page that grows by less in three seconds has loaded what it loads. */
const STILL_BYTES = 100_000;

/** Somebody who leaves a page open while others come and go. */
export class Resident {
  private constructor(
    private readonly home: Visitors,
    private readonly page: Page,
    private readonly before: Held,
    private readonly since: number,
  ) {}

  /** Opens the view, and counts what it holds once it is whole. */
  static async moveIn(home: Visitors, view: View): Promise<Resident> {
    const page = await home.open(view.path);
    await page.locator(view.meaningful).first().waitFor();
    await view.settled?.(page);
    return new Resident(home, page, await whole(page), performance.now());
  }

  /** Counts again when the page has been open for `ms`, and closes it. */
  async moveOutAfter(ms: number): Promise<{ before: Held; after: Held; problems: string[] }> {
    await eventually('the time to pass', () => performance.now() - this.since >= ms, ms + 1000, 200);
    const after = await heldBy(this.page);
    return { before: this.before, after, problems: await this.home.leave() };
  }
}

/** What the page holds when the parts that it loads late, the map's library above all, have come. */
async function whole(page: Page): Promise<Held> {
  const map = page.locator('.map-view');
  // Where the browser has no WebGL the map stays as it is.
  if ((await map.count()) > 0)
    await page
      .locator('.map-view.gl-ready')
      .waitFor({ timeout: 30_000 })
      .catch(() => undefined);
  let held = await heldBy(page);
  await eventually(
    'the page to be whole',
    async () => {
      const before = held;
      held = await heldBy(page);
      return held.heapBytes - before.heapBytes < STILL_BYTES;
    },
    60_000,
    3_000,
  );
  return held;
}
