import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Framework, frameworkFileSchema, type FrameworkIndicator } from './frameworks.schema.js';
import { SeedFile } from './seed-file.js';

/** Frameworks of `frameworks/*.yaml`; their evidence must name KPIs and series that there are. */
export function readFrameworks(
  dir: string,
  known: { readonly kpis: ReadonlySet<string>; readonly series: ReadonlySet<string> },
): { frameworks: Framework[]; frameworkIndicators: FrameworkIndicator[] } {
  const files = readdirSync(join(dir, 'frameworks'))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name): SeedFile => SeedFile.open(dir, join('frameworks', name)));
  const frameworks: Framework[] = [];
  const frameworkIndicators: FrameworkIndicator[] = [];
  for (const file of files) {
    const { framework, indicators } = file.parse(frameworkFileSchema);
    frameworks.push(framework);
    const seen = new Set<string>();
    for (const [i, one] of indicators.entries()) {
      if (seen.has(one.code)) file.refuse(['indicators', i, 'code'], `${one.code} stands twice`);
      seen.add(one.code);
      for (const [n, { kpi, series }] of one.evidence.entries()) {
        if (kpi !== undefined && !known.kpis.has(kpi))
          file.refuse(['indicators', i, 'evidence', n], `no KPI ${kpi}`);
        if (series !== undefined && !known.series.has(series))
          file.refuse(['indicators', i, 'evidence', n], `no series ${series}`);
      }
      const rule = one.criterion === null ? ('reported' as const) : ('threshold' as const);
      frameworkIndicators.push({ framework: framework.code, ...one, rule });
    }
  }
  return { frameworks, frameworkIndicators };
}
