import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseInstant } from '../time/civil.js';
import { type SeriesArea, SeriesCell } from '../series/series-cell.js';
import { SERIES_KPIS } from '../series/series-kpis.js';
import { lineageCsv } from './lineage-csv.js';
import { seriesLineage } from './series-lineage.js';

const SCRIPT = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'recompute.py');
/** The script needs Python; a machine without it leaves these out by name. */
const itWithPython = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;

const A: SeriesArea = { code: '718', level: 'district', areaKm2: 118.91, children: [] };
const B: SeriesArea = { code: '719', level: 'district', areaKm2: 340.02, children: [] };
const PROVINCE: SeriesArea = { code: '74', level: 'province', areaKm2: 2694.64, children: [A, B] };

/** A number of its own for each name, area and time, so that a mix-up shows. */
function numberOf(...parts: readonly (string | number)[]): number {
  let state = 1338;
  for (const letter of parts.join('|'))
    state = (Math.imul(state, 1_664_525) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return 1 + (state % 9973) / 100;
}

describe('lineage of socio-economic and crossed indicators', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nhippho-series-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  itWithPython.each(SERIES_KPIS.map((method) => [method.kpi, method] as const))(
    'docs/recompute.py arrives at the value of %s, which lists what it read',
    async (kpi, method) => {
      const fact = (name: string, _set: string, area: string, _period: string, from: number) => ({
        value: numberOf(name, area, from),
        status: 'official' as const,
        revision: 1,
      });
      const series = { fact, value: (...of: Parameters<typeof fact>) => fact(...of).value };
      const crossed = (name: string, area: string) => {
        const num = numberOf(name, area);
        return { value: num, num, completeness: 1 };
      };
      const at = parseInstant('2023-01-01') ?? NaN;
      const cell = (): SeriesCell =>
        new SeriesCell('s', PROVINCE, 'year', at, { baseYears: [2020] }, { series, crossed });

      const lineage = seriesLineage(method, cell());
      const file = join(folder, `${kpi}.csv`);
      await writeFile(file, lineageCsv({ kpi }, lineage));
      const { stdout } = await promisify(execFile)('python3', [SCRIPT, file]);

      const { value } = method.compute(cell());
      expect(value).not.toBeNull();
      expect(Math.abs(Number(stdout) - (value ?? NaN))).toBeLessThanOrEqual(1e-9 * Math.abs(value ?? NaN));
      expect(lineage.inputs.filter(({ role }) => role === 'read').length).toBeGreaterThan(0);
    },
  );
});
