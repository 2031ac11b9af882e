import { findBrowser } from '../libs/testing/src/engines/browser.js';
import { eventually } from '../libs/testing/src/eventually.js';
import { findViews } from '../test/browser/find-views.js';
import { type Held, heldBy } from '../test/browser/held-memory.js';
import { launchBrowser } from '../test/browser/launch.js';
import { Visitors } from '../test/browser/visitors.js';
import { PlatformProcess } from '../test/support/platform-process.js';
import { backfillDone } from '../test/support/simulator-truth.js';

// node --import ./libs/testing/src/typescript-hooks.mjs bench/page-memory.bench.ts [minutes]
// Whether the live page grows while it is left open: what it holds after its garbage is collected, once a minute.
const MINUTES = Number(process.argv[2] ?? 30);

/** Least-squares slope over the minutes. */
function perMinute(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = (values.length - 1) / 2;
  const above = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
  return above / values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
}

const found = findBrowser(process.env);
const live = (await findViews()).find(({ path }) => path === '/');
if (found === null || live === undefined) {
  console.log('left out: no Chromium here');
  process.exit(0);
}
const platform = await PlatformProcess.create({
  env: { NHIPPHO_SIMULATOR: 'on', NHIPPHO_BACKFILL_DAYS: '0.1' },
});
const [browser] = await Promise.all([launchBrowser(found.executable), platform.start()]);
try {
  await eventually('the past to be there', () => backfillDone(platform.dataDir), 120_000, 100);
  const visitors = new Visitors(browser, platform.base);
  const page = await visitors.open(live.path);
  await page.locator(live.meaningful).first().waitFor({ timeout: 120_000 });
  await live.settled?.(page);
  const began = performance.now();
  const held: Held[] = [];
  for (let minute = 0; minute <= MINUTES; minute++) {
    const due = minute * 60_000;
    await eventually('the minute', () => performance.now() - began >= due, 120_000, 500);
    const now = await heldBy(page);
    held.push(now);
    const heap = (now.heapBytes / 1e6).toFixed(2);
    console.log(`minute ${minute}: heap ${heap} MB, ${now.nodes} nodes, ${now.listeners} listeners`);
  }
  const half = held.slice(held.length >> 1);
  const heapPerMinute = perMinute(half.map(({ heapBytes }) => heapBytes / 1e3)).toFixed(1);
  const nodesPerMinute = perMinute(half.map(({ nodes }) => nodes)).toFixed(1);
  console.log(`trend of the second half: ${heapPerMinute} kB and ${nodesPerMinute} nodes a minute`);
  console.log(`wrong on the page: ${(await visitors.leave()).join('; ') || 'nothing'}`);
} finally {
  await browser.close();
  await platform.remove();
}
