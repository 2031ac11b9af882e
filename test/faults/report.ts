import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { writeReliabilityPage } from '../support/reliability-page.js';
import type { Result } from './experiment.js';

const FOLDER = join(import.meta.dirname, '..', '..', 'bench', 'results');
const RESULTS = join(FOLDER, 'faults.json');
const PAGE = join(FOLDER, 'faults.md');

interface Entry extends Result {
  /** RFC 3339. */
  readonly at: string;
  readonly commit: string;
  /** Of the last minute, when it ended; on a machine that others use, times are too long by what they took. */
  readonly loadAverage: number;
  readonly cores: number;
}

/** A result in one line. */
export function lineOf(result: Result): string {
  const { experiment, form, seed, rate, disturbedSeconds, recoverySeconds, findings } = result;
  const what = disturbedSeconds === null ? experiment : `${experiment} for ${disturbedSeconds} s`;
  const counts = (['sent', 'acknowledged', 'stored', 'lost'] as const).map((key) => `${key} ${result[key]}`);
  const memory = Object.entries(result.peakMb).map(([name, mb]) => `${name} ${mb}`);
  return [
    `${what} (${form}, seed ${seed}, ${rate}/s): ${counts.join(', ')}, counted twice ${result.twice}`,
    `repeats recognised ${result.repeats}, recovered in ${recoverySeconds} s, peak RssAnon MB: ${memory.join(', ')}`,
    ...findings.slice(0, 5).map((finding) => `\n  ${finding}`),
  ].join(', ');
}

/** Adds a result to the committed ones, in the place of the same experiment's in the same form. */
export function publish(result: Result): void {
  mkdirSync(FOLDER, { recursive: true });
  const entry: Entry = {
    ...result,
    at: new Date().toISOString(),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    cores: cpus().length,
  };
  const entries = new Map(earlier().map((one) => [`${one.experiment} ${one.form}`, one]));
  const all = [...entries.set(`${entry.experiment} ${entry.form}`, entry).values()];
  writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(PAGE, pageOf(all));
  writeReliabilityPage();
}

function earlier(): Entry[] {
  return existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Entry[]) : [];
}

/** Longest recovery that is good enough, on a machine of one's own. */
export const MOST_RECOVERY_SECONDS = 30;

/** What of the goals was missed, or that all were met. */
export function verdictOf({ lost, twice, findings, recoverySeconds }: Result): string {
  const missed = [
    ...(lost + twice > 0 ? ['counts'] : []),
    ...(findings.length > 0 ? ['findings'] : []),
    ...(recoverySeconds >= MOST_RECOVERY_SECONDS ? ['recovery'] : []),
  ];
  return missed.length === 0 ? 'met' : `missed: ${missed.join(', ')}`;
}

function pageOf(entries: readonly Entry[]): string {
  const rows = entries.map((entry) =>
    [
      entry.experiment,
      entry.disturbedSeconds ?? '',
      `${entry.form}, ${entry.rate}/s`,
      entry.seed,
      entry.sent,
      entry.acknowledged,
      entry.stored,
      entry.lost,
      entry.twice,
      entry.repeats,
      entry.recoverySeconds,
      Math.max(...Object.values(entry.peakMb)),
      verdictOf(entry),
      `${entry.at.slice(0, 16).replace('T', ' ')} at ${entry.commit}, load ${entry.loadAverage}`,
    ].join(' | '),
  );
  return `# Faults

Made by \`npm run test:faults\`; all numbers are in \`faults.json\`. The four services run as processes on Kafka, InfluxDB 1.x
and PostgreSQL in containers, cameras publish over MQTT with QoS 1 from a process of their own, and a checker compares
their log with what the public interface says: stored points, windows, ledger, KPI. *Lost*: acknowledged and not stored.
*Twice*: counted in a window or in the ledger beyond the points there are. *Repeats*: sent again since no acknowledgement
came, and recognised. *Recovery*: from when what was broken is there again (for a service: from the start of its process)
until every service is ready, a second's load was acknowledged and less than a second's load waits; goal: under 30 s.
*Memory*: the most RssAnon of any service, MB. *Load*: the machine's load average meanwhile, over ${entries[0]?.cores ?? 0} cores.

| experiment | s | form | seed | sent | acknowledged | stored | lost | twice | repeats | recovery, s | memory | | when |
| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
`;
}
