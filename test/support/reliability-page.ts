import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const RESULTS = join(ROOT, 'bench', 'results');
const PAGE = join(ROOT, 'docs', 'reliability.md');

/** An experiment's line: what every suite that breaks something knows of it. */
export interface ReliabilityRow {
  readonly suite: string;
  readonly experiment: string;
  readonly form: string;
  readonly seed: number;
  /** Crashes whose disk was opened; null where a running system was broken once. */
  readonly points: number | null;
  readonly sent: number;
  readonly acknowledged: number;
  /** Null: counted by image, see `lost`. */
  readonly stored: number | null;
  readonly lost: number;
  readonly deadLettered: number | null;
  readonly duplicates: number | null;
  /** Numbers that are not what the readings say. */
  readonly wrong: number | null;
  readonly recoverySeconds: number | null;
  readonly peakMb: number | null;
  readonly findings: number;
  readonly when: string;
}

/** Files of rows or of what rows are made of, each written by one suite. */
const RESULT_FILES = {
  faults: join(RESULTS, 'faults.json'),
  durability: join(RESULTS, 'durability.json'),
  abuse: join(RESULTS, 'abuse.json'),
};

/** Adds a row to a suite's committed ones, in the place of the same experiment's in the same form, and makes the page. */
export function addRow(suite: 'durability' | 'abuse', result: Omit<ReliabilityRow, 'suite' | 'when'>): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const row = { ...result, suite, when: `${new Date().toISOString().slice(0, 10)} at ${commit}` };
  const rows = new Map(
    read<ReliabilityRow>(RESULT_FILES[suite]).map((one) => [`${one.experiment} ${one.form}`, one]),
  );
  rows.set(`${row.experiment} ${row.form}`, row);
  writeFileSync(RESULT_FILES[suite], `${JSON.stringify([...rows.values()], null, 2)}\n`);
  writeReliabilityPage();
}

/** What test/faults leaves in `faults.json`, as far as the page needs it. */
interface Fault {
  readonly experiment: string;
  readonly form: string;
  readonly seed: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly stored: number;
  readonly lost: number;
  readonly twice: number;
  readonly repeats: number;
  readonly recoverySeconds: number;
  readonly peakMb: Readonly<Record<string, number>>;
  readonly findings: readonly string[];
  readonly at: string;
  readonly commit: string;
}

/** Writes docs/reliability.md from the committed results of all suites. */
export function writeReliabilityPage(): void {
  const faults = read<Fault>(RESULT_FILES.faults).map(rowOf);
  const rows = [
    ...faults,
    ...read<ReliabilityRow>(RESULT_FILES.durability),
    ...read<ReliabilityRow>(RESULT_FILES.abuse),
  ];
  writeFileSync(PAGE, pageOf(rows));
}

function read<T>(file: string): T[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T[]) : [];
}

function rowOf(fault: Fault): ReliabilityRow {
  const { experiment, form, seed, sent, acknowledged, stored, lost, recoverySeconds } = fault;
  return {
    suite: 'faults',
    experiment,
    form,
    seed,
    points: null,
    sent,
    acknowledged,
    stored,
    lost,
    // The readings of these experiments are all valid: one that was rejected is among the findings.
    deadLettered: fault.findings.length === 0 ? 0 : null,
    duplicates: fault.repeats,
    wrong: fault.twice,
    recoverySeconds,
    peakMb: Math.max(...Object.values(fault.peakMb)),
    findings: fault.findings.length,
    when: `${fault.at.slice(0, 10)} at ${fault.commit}`,
  };
}

interface NoisyDevice {
  readonly medians: {
    readonly before: { p99: number };
    readonly beside: { p99: number };
    readonly p99Ratio: number;
  };
  readonly date: string;
  readonly loadAverage: number;
}

/** What bench/noisy-device.bench.mjs left of the last time it was asked to, and of its other forms. */
function noisyDevice(): string {
  const [usual, brief, past] = [
    'noisy-device',
    '2026-11-30-noisy-device-15s',
    '2026-11-30-noisy-device-past',
  ].map((name) => {
    const file = join(RESULTS, `${name}.json`);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as NoisyDevice) : null;
  });
  if (!usual || !brief || !past) return '';
  const { medians, date, loadAverage } = usual;
  return `
What a device at 10,000 messages a second costs 99 others at one a second (\`bench/noisy-device.bench.mjs --json
bench/results/noisy-device.json\`): p99 of their PUBACKs ${medians.beside.p99} ms beside it and ${medians.before.p99} ms without, ×${medians.p99Ratio}; medians of
interleaved rounds on ${date.slice(0, 10)}, load average ${loadAverage}. Goal: ×1.5. In rounds of 15 s (\`--seconds 15\`), of which the 20,000 that a
device may send at once fill a greater part, it was ×${brief.medians.p99Ratio}, and ×${past.medians.p99Ratio} when all of them sent yesterday's readings
(\`--seconds 15 --of past\`), each of which is evaluated. Frozen subscribers are in \`test/frozen-readers.e2e-spec.ts\`
and \`bench/results/2026-11-30-frozen-readers.json\`; a kill in every step of a cycle in \`test/acknowledged-is-stored.e2e-spec.ts\`.
`;
}

const COLUMNS: readonly [string, (row: ReliabilityRow) => string | number | null][] = [
  ['suite', (row) => row.suite],
  ['experiment', (row) => row.experiment],
  ['form', (row) => row.form],
  ['seed', (row) => row.seed],
  ['points', (row) => row.points],
  ['sent', (row) => row.sent],
  ['acknowledged', (row) => row.acknowledged],
  ['stored', (row) => row.stored],
  ['**lost**', (row) => row.lost],
  ['dead-lettered', (row) => row.deadLettered],
  ['duplicates', (row) => row.duplicates],
  ['**wrong**', (row) => row.wrong],
  ['recovery, s', (row) => row.recoverySeconds],
  ['peak, MB', (row) => row.peakMb],
  ['findings', (row) => row.findings],
  ['when', (row) => row.when],
];

function pageOf(rows: readonly ReliabilityRow[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return `# Reliability

What was broken on purpose, and what became of the readings. The table is made by the suites: \`npm run test:faults -- --publish\`
breaks the four services on Kafka, InfluxDB and PostgreSQL under load (more of it in \`bench/results/faults.md\`), and
\`npm run test:durability -- --publish\` crashes the machine under the embedded engines: what the process does to its files and
when each acknowledgement leaves is recorded, the disk is built as it may be after a power cut at each of *points* moments, with
what was not synced dropped, out of order or torn by sector and page, and opened by the code that would open it.
The same seed makes the same crashes of a recording. \`npm run test:abuse -- --publish\` does to the running platform what it has to
bear from the outside: requests and messages of every kind, too many of them, too large, too slow; and its ordinary load for two
hours (\`-- --only "ordinary load" --soak-minutes 10\` for less).

*Lost*: acknowledged and not there, over all points. *Wrong*: counted more often than there are points, or a window that is not
the sum of its points. *Duplicates*: sent again since no acknowledgement came, and recognised. *Recovery*: from when what was broken is
there again until all is ready and works. Of requests, *sent* and *acknowledged* are those asked and answered. Empty: not measured by that suite. Goal of every row: 0 lost, 0 wrong, 0 findings.

${line(COLUMNS.map(([name]) => name))}
${line(COLUMNS.map(() => '---'))}
${rows.map((row) => line(COLUMNS.map(([, cell]) => cell(row) ?? ''))).join('\n')}
${noisyDevice()}`;
}
