import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Options } from '../cli/options.js';
import type { City } from '../inventory/city.js';
import { readCity } from '../inventory/read-city.js';
import { DAY_MS, HOUR_MS } from '../model/local-time.js';
import { HourPlanner, selectStations } from '../plan/hour-planner.js';
import { Sins } from '../plan/sins.js';
import { NoTruth, pruneTruth, TruthFile } from '../truth/truth-file.js';
import { Backfill } from './backfill.js';
import { SimulationClock } from './clock.js';
import { newCounters, type Counters } from './counters.js';
import { readCredentials } from './credentials.js';
import { Fleet } from './fleet.js';
import { IngestClient } from './ingest-client.js';
import { Live } from './live.js';
import { readState, writeState, type Gap, type State } from './state-file.js';
import { statusLine } from './status-line.js';

/** Longest gap that a restart fills. */
const MAX_GAP_MS = 30 * DAY_MS;
const SAVE_EVERY_MS = 2_000;
const PRUNE_EVERY_MS = 6 * HOUR_MS;
/** Days of truth that are kept: those that a restart may fill, and some to look at. */
const TRUTH_DAYS = 40;
/** Time for the last acknowledgements at the end. */
const GRACE_MS = 3_000;
/** Newest parts of the past that are sent first: for the running 5 and 15 minutes, then for the running hour. */
const FRESH_MS = [16 * 60_000, 75 * 60_000] as const;
/** Gap that is small enough to begin live with `backfillFirst`. */
const SMALL_GAP_MS = 5_000;

/**
 * Runs the virtual city until `signal` aborts, or until the past is filled when live is off. It loads at once, and begins
 * when `told` resolves: what it loads lies ready before the credentials do.
 */
export async function runSimulator(
  options: Options,
  told: Promise<void>,
  signal: AbortSignal,
  print: (line: string) => void,
  log: Logger,
): Promise<void> {
  const city = readCity(options.seeds);
  await told;
  if (signal.aborted) return;
  const clock = new SimulationClock(options.start ?? Date.now(), options.speed, Date.now);
  const run = new Run(options, city, clock, newCounters());
  log.info({ since: run.state.since, gaps: run.state.gaps, devices: run.fleet.size }, 'simulation begins');
  const done = new AbortController();
  const chores = [
    repeat(SAVE_EVERY_MS, done.signal, () => run.save()),
    repeat(PRUNE_EVERY_MS, done.signal, () => run.prune()),
    ...(options.statusEvery === 0
      ? []
      : [repeat(options.statusEvery * 1000, done.signal, () => print(run.status()))]),
  ];
  try {
    run.prune();
    await run.send(signal);
  } finally {
    done.abort();
    await Promise.all(chores);
    await run.close();
    print(`${run.status()}; stopped`);
    log.info({ ...run.counters }, 'simulation ends');
  }
}

/** The parts of one run, and what it leaves. */
class Run {
  readonly state: State;
  readonly fleet: Fleet;
  private readonly planner: HourPlanner;
  private readonly client: IngestClient;
  private live: Live | null = null;
  private readonly total: number;

  constructor(
    private readonly options: Options,
    city: City,
    private readonly clock: SimulationClock,
    readonly counters: Counters,
  ) {
    const { seed, only, truth } = options;
    this.state = beginState(
      readState(options.stateFile, seed),
      seed,
      clock.begin,
      options.backfillDays * DAY_MS,
    );
    const stations = selectStations(city, only);
    if (stations.length === 0) throw new Error(`--only ${only.join(',')}: no station has such a name`);
    const silences = options.silences.map(({ target, afterMs, lengthMs }) => ({
      target,
      from: clock.begin + afterMs,
      to: clock.begin + afterMs + lengthMs,
    }));
    const { since } = this.state;
    const context = { seed, sins: new Sins(options.sins, seed, since), silences, since };
    const writer = truth === null ? new NoTruth() : new TruthFile(truth.path, truth.layout);
    this.planner = new HourPlanner(city, stations, context, writer);
    const credentials = readCredentials(options.credentials);
    const devices = stations.flatMap((station) => station.devices.map((device) => device.id));
    this.fleet = new Fleet(options.live ? devices : [], credentials, counters);
    this.client = new IngestClient(credentials, counters);
    this.total = length(this.state.gaps);
  }

  async send(signal: AbortSignal): Promise<void> {
    const connecting = this.fleet.connect(this.options.ramp, signal);
    if (!this.options.live) return this.fillGaps(signal);
    if (!this.options.backfillFirst) {
      this.live = new Live(this.planner, this.fleet, this.clock, this.clock.begin);
      await Promise.all([connecting, this.live.run(signal), this.fillGaps(signal)]);
      return;
    }
    await this.fillUpToNow(signal);
    this.live = new Live(this.planner, this.fleet, this.clock, this.state.liveUntil);
    await Promise.all([connecting, this.live.run(signal)]);
  }

  save(): void {
    if (this.live !== null) this.state.liveUntil = this.fleet.oldestPending() ?? this.live.until;
    writeState(this.options.stateFile, this.state);
  }

  prune(): void {
    const { truth } = this.options;
    if (truth?.layout === 'folder') pruneTruth(truth.path, this.clock.now(), TRUTH_DAYS);
  }

  status(): string {
    const left = this.total === 0 ? 0 : length(this.state.gaps) / this.total;
    return statusLine(this.counters, this.fleet.size, this.fleet.pending, 1 - left);
  }

  async close(): Promise<void> {
    await this.fleet.close(GRACE_MS);
    this.save();
  }

  private async fillGaps(signal: AbortSignal): Promise<void> {
    const backfill = new Backfill(this.planner, this.client, this.options.backfillRate, this.counters);
    for (let gap = this.state.gaps[0]; gap !== undefined && !signal.aborted; gap = this.state.gaps[0]) {
      const current = gap;
      await backfill.sendGap(current, signal, (until) => (current.from = Math.max(current.from, until)));
      if (!signal.aborted) this.state.gaps.shift();
    }
  }

  /** Fills the past, then what passed meanwhile, until hardly anything is left. */
  private async fillUpToNow(signal: AbortSignal): Promise<void> {
    await this.fillGaps(signal);
    while (!signal.aborted && this.clock.now() - this.state.liveUntil > SMALL_GAP_MS * this.clock.speed) {
      const to = this.clock.now();
      this.state.gaps.push({ from: this.state.liveUntil, to });
      await this.fillGaps(signal);
      this.state.liveUntil = to;
    }
  }
}

/** State to begin with: the gaps that the last run left and the time since it, or the first days of the past. */
export function beginState(last: State | null, seed: number, now: number, pastMs: number): State {
  if (last === null || last.liveUntil > now) {
    // Whole hours, as the platform puts the devices into service: no hour then begins half filled.
    const since = pastMs === 0 ? now : Math.floor((now - pastMs) / HOUR_MS) * HOUR_MS;
    const gaps = pastMs === 0 ? [] : freshFirst([{ from: since, to: now }]);
    return { v: 1, seed, since, gaps, liveUntil: now };
  }
  const gaps = [...last.gaps, { from: last.liveUntil, to: now }]
    .map(({ from, to }) => ({ from: Math.max(from, now - MAX_GAP_MS), to }))
    .filter(({ from, to }) => to > from);
  return { ...last, gaps: freshFirst(gaps), liveUntil: now };
}

/** The last gap's newest parts before all else, so that the running periods are complete soon after a start. */
function freshFirst(gaps: readonly Gap[]): Gap[] {
  const last = gaps.at(-1);
  if (last === undefined) return [];
  const older = gaps.slice(0, -1);
  const fresh: Gap[] = [];
  let { to } = last;
  for (const length of FRESH_MS) {
    const from = Math.max(last.from, last.to - length);
    if (from < to) fresh.push({ from, to });
    to = from;
  }
  return [...fresh, ...older, ...(last.from < to ? [{ from: last.from, to }] : [])];
}

function length(gaps: readonly Gap[]): number {
  return gaps.reduce((sum, { from, to }) => sum + to - from, 0);
}

async function repeat(everyMs: number, signal: AbortSignal, chore: () => void): Promise<void> {
  while (!signal.aborted) {
    await wait(everyMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) chore();
  }
}
