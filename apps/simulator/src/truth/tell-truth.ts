import type { TruthQuestion } from '../cli/options.js';
import { truthKpis, type TruthKpi } from './truth-kpis.js';
import type { TruthLine } from './truth-line.js';

type Kpis = Readonly<Record<string, TruthKpi>>;

/** KPIs of one area and period. */
export interface TruthAnswer {
  readonly area: string;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly kpis: Kpis;
}

/** Answers a question about the truth: the KPIs of one area and period, or an array of answers to a wider question. */
export function tellTruth(lines: readonly TruthLine[], question: TruthQuestion): Kpis | TruthAnswer[] {
  const { areas, from, to, each } = question;
  const [area] = areas ?? [];
  if (areas?.length === 1 && area !== undefined && each === null) {
    return Object.fromEntries(truthKpis(lines, { from, to, area }));
  }
  const byArea = linesByArea(lines.filter((line) => line.from >= from && line.from < to));
  return periods(question).flatMap((period) =>
    (areas ?? [...byArea.keys()].toSorted()).map((code) => {
      const kpis = truthKpis(byArea.get(code) ?? [], { ...period, area: code });
      return { area: code, ...period, kpis: Object.fromEntries(kpis) };
    }),
  );
}

function periods({ from, to, each }: TruthQuestion): { from: number; to: number }[] {
  if (each === null) return [{ from, to }];
  const count = Math.floor((to - from) / each);
  return Array.from({ length: count }, (_, i) => ({ from: from + i * each, to: from + (i + 1) * each }));
}

/** A line belongs to its station, its district and the province. */
function linesByArea(lines: readonly TruthLine[]): Map<string, TruthLine[]> {
  const byArea = new Map<string, TruthLine[]>();
  for (const line of lines) {
    for (const area of new Set(['74', line.station, ...(line.district === null ? [] : [line.district])])) {
      const own = byArea.get(area);
      if (own === undefined) byArea.set(area, [line]);
      else own.push(line);
    }
  }
  return byArea;
}
