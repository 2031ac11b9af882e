import { END } from './city.js';
import { CityRun, type Outcome, type RunGround } from './city-run.js';
import { merged, type Observations } from './observations.js';
import { type Plan, type Sending, sendings } from './plan.js';

/** How long the plain run gathers before it is worked off. */
const PLAIN_STEP_MS = 6 * 3_600_000;
const ACTS_A_BURST = 3;

/** Everything once, in order of time, nothing restarted: one message an observation, evaluated as time goes on. */
export async function plainRun(ground: RunGround, { identities, stampOf }: Observations): Promise<Outcome> {
  const run = await CityRun.open(ground, 1);
  for (const delivery of identities.map(merged)) {
    if (delivery.ts - run.clock.now() > PLAIN_STEP_MS) {
      await workOff(run);
      run.clock.set(delivery.ts);
    }
    await run.send([delivery], stampOf?.(delivery) ?? delivery.ts + 1000);
  }
  await workOff(run);
  return finish(run);
}

async function workOff(run: CityRun): Promise<void> {
  while (!(await run.processor.cycle())) continue;
  for (const kpi of run.evaluators) {
    await kpi.consume();
    await kpi.tick();
    run.clock.advance(5000);
    await kpi.evaluate();
  }
}

/** The same observations by the plan. */
export async function disturbedRun(
  ground: RunGround,
  observations: Observations,
  plan: Plan,
): Promise<Outcome> {
  const run = await CityRun.open(ground, plan.evaluators);
  const { stampOf } = observations;
  const all = sendings(observations, plan);
  let turn = 0;
  for (let i = 0; i < all.length; i += plan.burst) {
    const burst = all.slice(i, i + plan.burst);
    run.clock.set(Math.max(run.clock.now() + 1000, burst.at(-1)?.at ?? 0));
    const arrivalOf = stampOf ?? (() => run.clock.now());
    for (const message of messages(burst, plan.perMessage, arrivalOf)) {
      await run.send(message.deliveries, message.arrival);
    }
    for (let n = 0; n < ACTS_A_BURST; n++) await act(run, plan, turn++);
  }
  return finish(run);
}

/** Deliveries of a device go together, in their order; a message has one arrival. */
function messages(burst: readonly Sending[], most: number, arrivalOf: (sending: Sending) => number) {
  const found: { deliveries: Sending[]; arrival: number }[] = [];
  const open = new Map<string, (typeof found)[number]>();
  for (const sending of burst) {
    const arrival = arrivalOf(sending);
    const message = open.get(sending.device);
    if (message !== undefined && message.deliveries.length < most && message.arrival === arrival) {
      message.deliveries.push(sending);
      continue;
    }
    const next = { deliveries: [sending], arrival };
    open.set(sending.device, next);
    found.push(next);
  }
  return found;
}

async function act(run: CityRun, plan: Plan, turn: number): Promise<void> {
  const { act: what, n } = plan.acts[turn % plan.acts.length] ?? { act: 'cycle', n: 0 };
  const kpi = run.evaluators[(turn + n) % run.evaluators.length];
  if (what === 'cycle') await run.processor.cycle(plan.perCycle);
  else if (what === 'verify') await run.processor.verify();
  else if (what === 'restart processor') await run.processor.restart();
  else if (what === 'kill processor') run.processor.kill(n % 9, n % 2 === 0);
  else if (what === 'consume') await kpi?.consume(1 + (n % 40));
  else if (what === 'tick') await kpi?.tick();
  else if (what === 'restart kpi') await kpi?.restart();
  else if (what === 'kill kpi') kpi?.kill(n % 25, n % 2 === 0);
  // All instances at once: they share the work by its leases.
  else await Promise.all(run.evaluators.map((one) => one.evaluate()));
}

/** Settles when all has come, and again when all is final. */
async function finish(run: CityRun): Promise<Outcome> {
  await run.settle();
  run.clock.set(Math.max(END, run.clock.now()));
  await run.settle();
  const outcome = await run.outcome();
  await run.close();
  return outcome;
}
