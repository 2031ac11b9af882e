import { setTimeout as delay } from 'node:timers/promises';
import type { Experiment, Form, Result } from './experiment.js';
import { Load } from '../support/load.js';
import { recovered } from './recovery.js';
import { settledAudit } from './settled-audit.js';
import type { City } from './world/city.js';

/** Load before the disturbance and after the recovery, seconds' worth. */
const AROUND_SECONDS = 2;
const LONGEST_NAME = 40;

/** Runs one experiment under load; `seed` says at which moment it strikes. */
export async function runExperiment(
  city: City,
  experiment: Experiment,
  form: Form,
  seed: number,
): Promise<Result> {
  const stepMs = Math.floor((1000 * form.devices) / form.rate);
  const readings = { base: Math.floor(Date.now() / 1000) * 1000, stepMs };
  const name = `${experiment.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)}-${seed}`;
  for (const service of city.services) service.takePeakMb();
  const load = await Load.start(city, { name, devices: form.devices, rate: form.rate, readings });
  try {
    await load.flows(AROUND_SECONDS * form.rate);
    // Another place in the commit cycle for each seed.
    await delay((seed * 137) % 1000);
    const { problems, backAt, acknowledged } = await disturb(city, experiment, form, load);
    await recovered(city, load, acknowledged);
    const recoverySeconds = (performance.now() - backAt) / 1000;
    await load.flows(AROUND_SECONDS * form.rate);
    const log = await load.finish();
    const { findings, ...counts } = await settledAudit(city, log, readings);
    return {
      experiment: experiment.name,
      form: form.name,
      seed,
      rate: form.rate,
      disturbedSeconds: experiment.seconds?.[form.name] ?? null,
      ...counts,
      recoverySeconds: Math.round(recoverySeconds * 10) / 10,
      peakMb: Object.fromEntries(city.services.map((service) => [service.name, service.takePeakMb()])),
      findings: [...problems, ...findings],
    };
  } finally {
    load.abandon();
    await city.oneProcessor();
  }
}

interface Disturbance {
  readonly problems: readonly string[];
  readonly backAt: number;
  /** Acknowledged when it was over. */
  readonly acknowledged: number;
}

async function disturb(city: City, experiment: Experiment, form: Form, load: Load): Promise<Disturbance> {
  let backAt = performance.now();
  let acknowledged = load.acknowledged;
  const problems = await experiment.steps({
    city,
    form,
    lasting: (seconds) => delay(seconds[form.name] * 1000),
    back: () => {
      backAt = performance.now();
      acknowledged = load.acknowledged;
    },
  });
  return { problems: problems ?? [], backAt, acknowledged };
}
