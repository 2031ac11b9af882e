import { PlatformProcess } from '../support/platform-process.js';
import { rssAnonMb } from '../support/rss-anon.js';
import type { Experiment, Form, Result, Stage } from './experiment.js';

const SAMPLE_MS = 500;
const SHOWN_OUTPUT = 3_000;
/** Far above what one caller may ask for: here one process asks for all. */
const API_RATE = '100000';

/** The platform that all experiments of a run are done to. */
export class AbusedPlatform implements Stage {
  private peakMb = 0;
  private readonly sampling = setInterval(() => this.sample(), SAMPLE_MS);

  private constructor(
    readonly platform: PlatformProcess,
    readonly secret: string,
    readonly form: Form,
    readonly seed: number,
  ) {}

  static async start(form: Form, seed: number): Promise<AbusedPlatform> {
    const platform = await PlatformProcess.create({ env: { NHIPPHO_API_RATE: API_RATE } });
    try {
      await platform.start();
      return new AbusedPlatform(platform, await historyOf(platform), form, seed);
    } catch (error) {
      await platform.remove();
      throw error;
    }
  }

  /** Does an experiment to it. That the platform is still the same process, and ready, is part of every one. */
  async suffer({ name, run }: Experiment): Promise<Result> {
    this.peakMb = 0;
    const { scale, ...outcome } = await run(this);
    this.sample();
    const isReady = this.platform.running && (await fetch(`${this.platform.base}/ready`)).ok;
    const findings = [...outcome.findings, ...(isReady ? [] : ['the platform is not ready afterwards'])];
    return {
      ...outcome,
      findings,
      experiment: [name, scale ?? []].flat().join(', '),
      form: this.form.name,
      seed: this.seed,
      peakMb: this.peakMb,
    };
  }

  get lastWords(): string {
    return this.platform.output.slice(-SHOWN_OUTPUT);
  }

  async remove(): Promise<void> {
    clearInterval(this.sampling);
    await this.platform.remove();
  }

  /** Between a kill and the next start there is no process. */
  private sample(): void {
    this.peakMb = Math.max(this.peakMb, rssAnonMb(this.platform.pid));
  }
}

/** Registers the camera and sends its history; resolves to its credential. */
async function historyOf({ rest }: PlatformProcess): Promise<string> {
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  const secret = await rest.camera('abused', { cadence: 60, activeFrom: now - 3_600_000 });
  const readings = Array.from({ length: 30 }, (_, i) => ({
    ts: new Date(now - i * 60_000).toISOString(),
    period: 60,
    n: { motorcycle: 40 + i, car: i % 7 },
    speed: 20 + i,
  }));
  await rest.ingest('abused', secret, JSON.stringify(readings));
  return secret;
}
