import { civilFromDays, localDay, localMidnight } from '../time/civil.js';
import { ratioOf, rolledUp, rollingYear, total, weighted } from './roll-up.js';
import { NOTHING, type SeriesArea, type SeriesCell, type SeriesOutcome } from './series-cell.js';

/** The series' own number of the period. */
export function published(name: string): (cell: SeriesCell) => SeriesOutcome {
  return (cell) => {
    const value = cell.take(name);
    return value === null ? NOTHING : { value, num: value, den: 1 };
  };
}

/** As published, where the numbers that the formula needs are not. */
function orPublished(cell: SeriesCell, outcome: SeriesOutcome, name: string): SeriesOutcome {
  if (outcome.value !== null) return outcome;
  const other = published(name)(cell);
  return other.value === null ? outcome : { ...other, completeness: 1, reason: 'as_published' };
}

/** Numerator and denominator of one area, both published or known otherwise. */
function pair(num: number | null, den: number | null): { num: number; den: number } | null {
  return num === null || den === null ? null : { num, den };
}

/** SOC-02, 10^6 VND a person: GRDP in 10^9 VND, population in persons. */
export function grdpPerCapita(cell: SeriesCell): SeriesOutcome {
  const own = pair(cell.take('se.grdp.cur'), cell.take('se.pop'));
  return orPublished(cell, own === null ? NOTHING : ratioOf(own, 1000), 'se.grdp.pc');
}

/**
 * SOC-03, % a year: mean growth of labour productivity (GRDP at constant prices / employed) from the last base year before the
 * period's, `(LP / LP_base)^(1/years) − 1`; without both levels the geometric mean of the published growth of each year.
 * num and den are the two levels (or the product of growth and 1). [kpi.md §4.1, §5]
 */
export function labourProductivityGrowth(cell: SeriesCell): SeriesOutcome {
  const { year } = civilFromDays(localDay(cell.from));
  const bases = cell.parameters['baseYears'];
  const earlier = (Array.isArray(bases) ? bases : []).filter(
    (base): base is number => typeof base === 'number' && base < year,
  );
  if (earlier.length === 0) return NOTHING;
  const base = Math.max(...earlier);
  const levels = [year, base].map((one) => {
    const from = localMidnight(one, 1, 1);
    const grdp = cell.take('se.grdp.const', cell.area.code, 'year', from);
    const employed = cell.take('se.emp', cell.area.code, 'year', from);
    return grdp === null || employed === null || !(employed > 0) ? null : grdp / employed;
  });
  const [now = null, then = null] = levels;
  const mean = (num: number, den: number): SeriesOutcome => ({
    value: num > 0 && den > 0 ? ((num / den) ** (1 / (year - base)) - 1) * 100 : null,
    num,
    den,
    years: year - base,
  });
  if (now !== null && then !== null) return mean(now, then);
  let product = 1;
  for (let one = base + 1; one <= year; one++) {
    const growth = cell.take('se.lp.growth', cell.area.code, 'year', localMidnight(one, 1, 1));
    if (growth === null) return NOTHING;
    product *= 1 + growth / 100;
  }
  return { ...mean(product, 1), completeness: 1, reason: 'as_published' };
}

/** SOC-05, 10^6 USD: what was registered in the period; of the children only when all of them are known. */
export function registeredInvestment(cell: SeriesCell): SeriesOutcome {
  const own = total(cell, 'se.fdi.reg');
  if (own !== null) return { value: own, num: own, den: 1 };
  const outcome = rolledUp(cell, 1, (area) => {
    const value = area === cell.area ? null : total(cell, 'se.fdi.reg', area);
    return value === null ? null : { num: value, den: 1 };
  });
  if (outcome.num === null) return NOTHING;
  return { ...outcome, value: (outcome.completeness ?? 0) >= 1 ? outcome.num : null, den: 1 };
}

/** SOC-06, persons/km². */
export function density(cell: SeriesCell): SeriesOutcome {
  return rolledUp(cell, 1, (area) => {
    const people = cell.take('se.pop', area.code);
    return people === null ? null : pair(people, cell.km2(area));
  });
}

/** SOC-08, %: poor households / households; without them the rate as published. */
export function povertyRate(cell: SeriesCell): SeriesOutcome {
  const outcome = rolledUp(cell, 100, (area) =>
    pair(cell.take('se.hh.poor', area.code), cell.take('se.hh', area.code)),
  );
  return orPublished(cell, outcome, 'se.poverty');
}

/** SOC-09, %: as published for the area, else its children's weighted by population. */
export function urbanWater(cell: SeriesCell): SeriesOutcome {
  const own = published('se.water.urban')(cell);
  if (own.value !== null || cell.area.children.length === 0) return own;
  return weighted(cell, 'se.pop', (area) => cell.take('se.water.urban', area.code));
}

/** CRX-01, veh·km per 10^6 VND: on monitored roads; GRDP at 2010 prices in 10^9 VND. */
export function vktPerGrdp(cell: SeriesCell): SeriesOutcome {
  const vkt = cell.crossed('MOB-03', 'num');
  const own = pair(vkt?.num ?? null, cell.take('se.grdp.const'));
  if (own === null) return NOTHING;
  return { ...ratioOf(own, 1 / 1000), completeness: vkt?.completeness ?? 0 };
}

/** CRX-02, µg/m³: annual mean of PM2.5 over the districts, weighted by population; completeness is the population covered. */
export function populationWeightedPm25(cell: SeriesCell): SeriesOutcome {
  return weighted(cell, 'se.pop', (area) => cell.crossed('ENV-04.pm25', 'value', area.code)?.value ?? null);
}

/** CRX-03, h/person: delay on monitored roads. */
export function delayPerCapita(cell: SeriesCell): SeriesOutcome {
  const delay = cell.crossed('MOB-09.total', 'num');
  const own = pair(delay?.num ?? null, cell.take('se.pop'));
  return own === null ? NOTHING : { ...ratioOf(own), completeness: delay?.completeness ?? 0 };
}

/** SAF-01, deaths of twelve months per 100,000 inhabitants. */
export function roadDeaths(cell: SeriesCell): SeriesOutcome {
  let share = 1;
  const outcome = rolledUp(cell, 100_000, (area: SeriesArea) => {
    const deaths = rollingYear(cell, 'se.acc.deaths', area);
    if (deaths !== null) share = Math.min(share, deaths.share);
    return pair(deaths?.sum ?? null, cell.take('se.pop', area.code));
  });
  return { ...outcome, completeness: (outcome.completeness ?? 1) * share };
}

/**
 * SAF-02, accidents per 10^6 veh·km of all roads: what is counted on monitored roads, divided by the published share of the
 * traffic that they carry (`se.vkt.coverage`, %). Without that share there is no value; below 100 % it is marked `scaled`.
 */
export function accidentsPerVkt(cell: SeriesCell): SeriesOutcome {
  const vkt = cell.crossed('MOB-03', 'num');
  const accidents = total(cell, 'se.acc.n');
  if (accidents === null || vkt === null || vkt.num === null) return NOTHING;
  const coverage = cell.take('se.vkt.coverage');
  if (coverage === null || !(coverage > 0) || coverage > 100)
    return {
      value: null,
      num: accidents,
      den: vkt.num,
      completeness: vkt.completeness,
      reason: 'no_coverage',
    };
  const outcome = ratioOf({ num: accidents, den: vkt.num / (coverage / 100) }, 1_000_000);
  return { ...outcome, completeness: vkt.completeness, ...(coverage < 100 && { reason: 'scaled' as const }) };
}
