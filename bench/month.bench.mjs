// A month of the virtual city sent as its past, evaluated as it comes, then recalculated twice; every value compared.
// node bench/month.bench.mjs [--days 31] [--seed 1] [--rate 30000] [--recalculated 30] [--entry dist/apps/platform/src/main.js]
//   [--profile DIR] [--json FILE]
// Fails when a value of an ended day, hour or quarter of an hour differs after the first or the second recalculation.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { differencesOf, everyValue } from './lib/every-value.mjs';
import { Platform, until } from './lib/platform.mjs';

const { values: given } = parseArgs({
  options: {
    days: { type: 'string', default: '31' },
    recalculated: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    rate: { type: 'string', default: '30000' },
    entry: { type: 'string' },
    profile: { type: 'string' },
    json: { type: 'string' },
  },
});
const DAY_MS = 86_400_000;
const LOCAL_MS = 7 * 3_600_000;
const PERIODS = ['day', 'hour', '15min'];
/** Differences that are shown of each comparison. */
const SHOWN = 10;

const seconds = (since) => Math.round((performance.now() - since) / 100) / 10;
const print = (text) => process.stdout.write(`${text}\n`);

/** A figure of the metrics text, summed over its labels. */
const figure = (text, name) =>
  [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );

/** Whether the virtual city has nothing of the past left to send. */
function isSent(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'simulator', 'state.json'), 'utf8')).gaps.length === 0;
  } catch {
    return false;
  }
}

function runs(platform) {
  if (platform.child.exitCode !== null) throw new Error(`the platform ended with ${platform.child.exitCode}`);
  return true;
}

/** Marks that wait when only the running periods of all domains and levels do. */
const LIVE_CELLS = 120;
/**
 * So long it has to stay so: a cell of history whose lease ran out before its turn came, as on a crowded machine, is evaluated
 * only when it is leased again, a minute later.
 */
const QUIET_SECONDS = 75;

/** Resolves when no reading is under way and no history is to be evaluated; live cells come and go. */
async function settled(platform, began) {
  let quiet = 0;
  let told = 0;
  for (;;) {
    const text = await platform.metrics();
    const depth = figure(text, 'nhippho_kpi_work_depth');
    const lag = figure(text, 'nhippho_kpi_lag_records');
    if (performance.now() - told > 10_000) {
      told = performance.now();
      print(`  ${seconds(began)} s: ${depth} dirty cells, ${lag} announcements unread`);
    }
    quiet = depth < LIVE_CELLS && lag < 100 ? quiet + 1 : 0;
    if (quiet >= QUIET_SECONDS) return;
    await delay(1000);
  }
}
async function recalculated(platform, from, to, reason) {
  const began = performance.now();
  const { id } = await platform.post('/api/v1/recalculations', {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    by: 'bench/month',
    reason,
    dryRun: false,
  });
  const ended = await until(
    'the recalculation to end',
    async () => {
      const one = await platform.get(`/api/v1/recalculations/${id}`);
      return one.state === 'running' ? undefined : one;
    },
    { seconds: 3600, everyMs: 250 },
  );
  if (ended.state !== 'done') throw new Error(`recalculation ${id} is ${ended.state}: ${ended.detail}`);
  const { progress, changed, revisions } = ended;
  return { seconds: seconds(began), pieces: progress.total, changed, revisions };
}

function compared(what, before, after) {
  const found = differencesOf(before, after);
  print(`${what}: ${after.size} values, ${found.length} differences`);
  for (const one of found.slice(0, SHOWN)) print(`  ${JSON.stringify(one)}`);
  return found.length;
}

const began = performance.now();
const platform = await Platform.start({
  entry: given.entry,
  nodeOptions: given.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${given.profile}`],
  env: {
    NHIPPHO_SIMULATOR: 'on',
    NHIPPHO_BACKFILL_DAYS: given.days,
    NHIPPHO_SIMULATOR_OPTIONS: `--backfill-rate ${given.rate} --seed ${given.seed}`,
  },
});
let differences = 0;
try {
  await until('the past to be sent', () => runs(platform) && (isSent(platform.dataDir) || undefined), {
    seconds: 3600,
    everyMs: 500,
  });
  const sentSeconds = seconds(began);
  const { stored } = await platform.ledger();
  print(`seed ${given.seed}, ${given.days} days: ${stored} readings sent and stored in ${sentSeconds} s`);
  const sent = performance.now();
  await settled(platform, sent);
  const evaluatedSeconds = seconds(sent);
  print(`all their cells evaluated ${evaluatedSeconds} s later`);

  const today = Math.floor((Date.now() + LOCAL_MS) / DAY_MS) * DAY_MS - LOCAL_MS;
  const span = { from: today - Number(given.recalculated) * DAY_MS, to: today };
  const values = () => everyValue(platform, PERIODS, span);
  const live = await values();
  const first = await recalculated(platform, span.from, span.to, 'first');
  const afterFirst = await values();
  differences += compared('live path against the first recalculation', live, afterFirst);
  const second = await recalculated(platform, span.from, span.to, 'second');
  differences += compared('first against the second recalculation', afterFirst, await values());
  for (const [what, one] of Object.entries({ first, second }))
    print(
      `${what} recalculation: ${one.seconds} s, ${one.pieces} pieces, ${one.changed} changed, ${one.revisions} revisions`,
    );
  if (given.json !== undefined) {
    const { seed, days } = given;
    const result = {
      seed,
      days,
      stored,
      sentSeconds,
      evaluatedSeconds,
      values: live.size,
      differences,
      first,
      second,
    };
    writeFileSync(given.json, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await platform.stop();
}
process.exit(differences === 0 ? 0 : 1);
