import { addBasis, EXPECTED } from '../core/basis.js';
import { isAtMost } from '../core/bounds.js';
import { componentIndex, type DayHours, type Domain, type MethodContext } from '../core/method.js';
import { type ClockSpan, coversMinute } from '../core/settings.js';
import { factAt } from '../core/station.js';
import type { StationHour } from '../core/windows.js';
import { lden, levelOfEnergy } from './levels.js';

const own = [
  /** Sound energy Σ t·10^(L/10), and the seconds t measured. */
  'energy',
  'seconds',
  /** Hours only: the station's kind of area of QCVN 26, as its place in NOISE_AREAS plus 1; 0 where it has none. */
  'area',
  /** Days that are over: the regulation's periods owed, valid, and within the limit. */
  'np_due',
  'np_valid',
  'np_ok',
  /** Days that are over: owed, with an Lden, and Σ 10^(Lden/10). */
  'ld_due',
  'ld_n',
  'ld_e',
] as const;

/** Components of the noise domain. */
export const NOISE = componentIndex(own);
const at = NOISE.at;

/** Kinds of area that limits are for; fact `noiseArea`. [QCVN 26:2010] */
const NOISE_AREAS = ['special', 'ordinary'] as const;
/** Share of a period's time that its level needs. [kpi.md §2.3] */
const PERIOD_SHARE = 0.75;

/**
 * Noise per station: energies by the hour, and of each local calendar day its compliance and Lden. A night is the
 * calendar day's own hours (before its morning and after its evening), so that a day needs no other day.
 * [kpi.md §2.5; KPI ENV-07, ENV-08]
 */
export const noiseDomain: Domain = {
  id: 'noise',
  components: NOISE.names,
  fields: ['readings', 'tms', 'laeq_esum', 'laeq_s'],
  lookbackHours: 0,
  subHour: [],
  compute(hour, first, last) {
    const vector = new Float64Array(NOISE.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    addEnergy(vector, hour, first, last);
    vector[at.area] =
      1 + NOISE_AREAS.findIndex((name) => name === factAt(hour.station, 'noiseArea', hour.from));
    return vector;
  },
  closeDay(vector, day, context) {
    const area = NOISE_AREAS[Math.max(0, ...day.hours.map((hour) => hour?.[at.area] ?? 0)) - 1];
    vector[at.area] = 0;
    if (day.now < day.to) return;
    if (area !== undefined) setCompliance(vector, day, context.noiseLimits(area, day.from));
    setLden(vector, day, context);
  },
};

function addEnergy(vector: Float64Array, hour: StationHour, first: number, last: number): void {
  const [energy, seconds] = [hour.field('laeq_esum'), hour.field('laeq_s')];
  for (const { rows } of hour.series) {
    for (let w = first; w < last; w++) {
      vector[at.energy] = (vector[at.energy] ?? 0) + hour.value(energy, rows[w] ?? -1);
      vector[at.seconds] = (vector[at.seconds] ?? 0) + hour.value(seconds, rows[w] ?? -1);
    }
  }
}

interface PeriodLevel {
  /** LAeq; null with too little of the time measured. */
  readonly level: number | null;
  /** True when the station was in service for enough of it. */
  readonly isOwed: boolean;
  readonly hours: number;
}

/** The level of the day's hours that begin inside a span. */
function levelOf(day: DayHours, span: ClockSpan): PeriodLevel {
  const hours = Array.from({ length: 24 }, (_, h) => h).filter((h) => coversMinute(span, h * 60));
  const vectors = hours.map((h) => day.hours[h] ?? null);
  const owed = vectors.filter((vector) => (vector?.[EXPECTED] ?? 0) > 0).length;
  let [energy, seconds] = [0, 0];
  for (const vector of vectors) {
    energy += vector?.[at.energy] ?? 0;
    seconds += vector?.[at.seconds] ?? 0;
  }
  const isMeasured = seconds > 0 && seconds >= PERIOD_SHARE * hours.length * 3600 - 1e-6;
  return {
    level: isMeasured ? levelOfEnergy(energy, seconds) : null,
    isOwed: owed > 0 && owed >= PERIOD_SHARE * hours.length,
    hours: hours.length,
  };
}

/** [KPI ENV-07] The regulation's periods of the day (06–21 and 21–06) against their limits. */
function setCompliance(
  vector: Float64Array,
  day: DayHours,
  limits: ReturnType<MethodContext['noiseLimits']>,
): void {
  for (const { fromHour, toHour, limitDba } of limits) {
    const { level, isOwed } = levelOf(day, { from: fromHour * 60, to: toHour * 60 });
    if (isOwed) vector[at.np_due] = (vector[at.np_due] ?? 0) + 1;
    if (level === null) continue;
    vector[at.np_valid] = (vector[at.np_valid] ?? 0) + 1;
    if (isAtMost(level, limitDba)) vector[at.np_ok] = (vector[at.np_ok] ?? 0) + 1;
  }
}

/** [KPI ENV-08] Lden of the day; each of its three periods must be measured. */
function setLden(vector: Float64Array, day: DayHours, context: MethodContext): void {
  const { den } = context.settings(day.from);
  const [light, evening, night] = [den.day, den.evening, den.night].map((span) => levelOf(day, span));
  if (light === undefined || evening === undefined || night === undefined) return;
  vector[at.ld_due] = light.isOwed && evening.isOwed && night.isOwed ? 1 : 0;
  if (light.level === null || evening.level === null || night.level === null) return;
  const hours = { day: light.hours, evening: evening.hours, night: night.hours };
  vector[at.ld_n] = 1;
  vector[at.ld_e] = 10 ** (lden(light.level, evening.level, night.level, hours) / 10);
}
