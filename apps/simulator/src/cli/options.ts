import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SinOptions } from '../plan/sins.js';
import {
  parseLate,
  parseNumber,
  parsePeriodName,
  parseShare,
  parseSilence,
  parseTime,
  type SilenceOption,
} from './values.js';

/** Which KPIs of the truth to print: of one area and the period from `from` to `to`, or of many. */
export interface TruthQuestion {
  readonly from: number;
  readonly to: number;
  /** Districts, `74` or stations; null: all of them. */
  readonly areas: readonly string[] | null;
  /** Length (ms) of the periods that the time is cut into; null: one period. */
  readonly each: number | null;
}

/** What a run was asked for. */
export interface Options {
  readonly seeds: string;
  readonly credentials: string;
  readonly stateFile: string;
  readonly truth: { readonly path: string; readonly layout: 'file' | 'folder' } | null;
  readonly seed: number;
  readonly live: boolean;
  readonly backfillDays: number;
  readonly backfillRate: number;
  readonly backfillFirst: boolean;
  readonly sins: SinOptions;
  readonly silences: readonly SilenceOption[];
  readonly only: readonly string[];
  readonly speed: number;
  /** Begin of the simulation's time (epoch ms), or null for now. */
  readonly start: number | null;
  /** Connections a second. */
  readonly ramp: number;
  /** Seconds between two status lines; 0: none. */
  readonly statusEvery: number;
  readonly log: boolean;
  /** Load everything, and begin when the parent process says `begin` over IPC. */
  readonly whenTold: boolean;
  /** Print KPIs of the truth instead of running. */
  readonly kpis: TruthQuestion | null;
}

export const HELP = `simulator: a virtual city that publishes over MQTT and backfills over HTTP

  --data DIR              folder of state, truth and credentials (./data); they lie in DIR/simulator
  --seeds DIR             seeds folder (./seeds)
  --credentials FILE      written by the platform (DIR/simulator/credentials.json)
  --state FILE            what the last run left (DIR/simulator/state.json)
  --truth FILE|off        truth as JSON lines (a file a day in DIR/simulator/truth)
  --seed N                another city with the same roads (1338)
  --only NAME[,NAME]      only these districts (718 or tdm), kinds, stations or devices

  --no-live               don't publish live
  --backfill-days N       days of the past at the first start (2); later starts fill the gap since the last one
  --backfill-rate N       readings a second (6000)
  --backfill-first        publish live only when the past is filled
  --ramp N                connections a second (200)
  --start TIME            begin at this time (RFC 3339) instead of now
  --speed X               time runs X times as fast (1)

  --loss SHARE            share of messages that are never sent, 0 to 1
  --duplicates SHARE      share of messages that are sent twice
  --late SHARE:SECONDS    share of messages that are sent SECONDS late
  --skew SECONDS          each device's clock is wrong by up to this
  --drift SHARE           speeds, concentrations and water levels drift by this a day
  --corrupt SHARE         share of messages with spoilt bytes
  --silence NAME@+A[/D]   NAME says nothing from A after the start on, for D (60s, 5m, 2h); may be repeated

  --status-every SECONDS  one status line (10); 0: none
  --log                   JSON log on stderr
  --when-told             load, then wait for the parent process to say "begin" over IPC
  --kpis FROM/TO          print the truth's KPIs of a period as JSON, and end
  --area CODE             district, 74 or station for --kpis (74); a list, or all, prints an array
  --each PERIOD           15min, hour or day: cut the time of --kpis, and print an array
  --help
`;

const SPEC = {
  data: { type: 'string', default: './data' },
  seeds: { type: 'string', default: './seeds' },
  credentials: { type: 'string' },
  state: { type: 'string' },
  truth: { type: 'string' },
  seed: { type: 'string', default: '1338' },
  only: { type: 'string', default: '' },
  'no-live': { type: 'boolean', default: false },
  'backfill-days': { type: 'string', default: '2' },
  'backfill-rate': { type: 'string', default: '6000' },
  'backfill-first': { type: 'boolean', default: false },
  ramp: { type: 'string', default: '200' },
  start: { type: 'string' },
  speed: { type: 'string', default: '1' },
  loss: { type: 'string', default: '0' },
  duplicates: { type: 'string', default: '0' },
  late: { type: 'string' },
  skew: { type: 'string', default: '0' },
  drift: { type: 'string', default: '0' },
  corrupt: { type: 'string', default: '0' },
  silence: { type: 'string', multiple: true, default: [] as string[] },
  'status-every': { type: 'string', default: '10' },
  log: { type: 'boolean', default: false },
  'when-told': { type: 'boolean', default: false },
  kpis: { type: 'string' },
  area: { type: 'string', default: '74' },
  each: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line; null: help was asked for. A wrong option is an Error that names it and what is allowed. */
export function parseOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({ args: [...args], options: SPEC, strict: true, allowPositionals: false });
  if (values.help) return null;
  const folder = join(values.data, 'simulator');
  const number = (
    name: 'seed' | 'backfill-days' | 'backfill-rate' | 'ramp' | 'speed' | 'skew' | 'drift',
    min: number,
  ) => parseNumber(`--${name}`, values[name], min);
  return {
    seeds: values.seeds,
    credentials: values.credentials ?? join(folder, 'credentials.json'),
    stateFile: values.state ?? join(folder, 'state.json'),
    truth: truthPlace(values.truth, folder),
    seed: Math.floor(number('seed', 0)),
    live: !values['no-live'],
    backfillDays: number('backfill-days', 0),
    backfillRate: number('backfill-rate', 1),
    backfillFirst: values['backfill-first'],
    sins: {
      loss: parseShare('--loss', values.loss),
      duplicates: parseShare('--duplicates', values.duplicates),
      late: values.late === undefined ? null : parseLate(values.late),
      skewSeconds: number('skew', 0),
      driftPerDay: number('drift', -1),
      corrupt: parseShare('--corrupt', values.corrupt),
    },
    silences: values.silence.map(parseSilence),
    only: values.only.split(',').filter((name) => name !== ''),
    speed: number('speed', 0.001),
    start: values.start === undefined ? null : parseTime('--start', values.start),
    ramp: number('ramp', 1),
    statusEvery: parseNumber('--status-every', values['status-every'], 0),
    log: values.log,
    whenTold: values['when-told'],
    kpis: values.kpis === undefined ? null : parseQuestion(values.kpis, values.area, values.each),
  };
}

function truthPlace(value: string | undefined, folder: string): Options['truth'] {
  if (value === 'off') return null;
  if (value === undefined) return { path: join(folder, 'truth'), layout: 'folder' };
  return { path: value, layout: 'file' };
}

function parseQuestion(period: string, area: string, each: string | undefined): TruthQuestion {
  const [from = '', to = ''] = period.split('/');
  return {
    from: parseTime('--kpis', from),
    to: parseTime('--kpis', to),
    areas: area === 'all' ? null : area.split(','),
    each: each === undefined ? null : parsePeriodName('--each', each),
  };
}
