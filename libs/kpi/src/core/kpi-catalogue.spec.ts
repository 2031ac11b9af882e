import { describe, expect, it } from '@jest/globals';
import { type KpiDefinition, kpiDefinitionSchema } from '../definition.schema.js';
import { parseInstant } from '../time/civil.js';
import { KpiCatalogue } from './kpi-catalogue.js';

const at = (text: string): number => parseInstant(text) ?? NaN;

/** Travel Time Index with its peaks; `more` makes another version of it. */
function travelTime(version: number, peak: string, more: Partial<KpiDefinition> = {}): KpiDefinition {
  return kpiDefinitionSchema.parse({
    id: 'MOB-05',
    version,
    names: { vi: 'Chỉ số thời gian đi lại', en: 'Travel Time Index' },
    unit: '1',
    dimension: 'index',
    domain: 'mobility',
    family: 'traffic',
    method: 'traffic.travelTimeIndex',
    formula: 'ΣVHT_peak / ΣVHT_ff,peak',
    periods: ['day'],
    rollup: 'ratio',
    direction: 'down',
    precision: 3,
    parameters: { peaks: [{ from: peak, to: '09:00' }], weekdays: [1, 2, 3, 4, 5] },
    status: 'computed',
    source: 'test',
    validFrom: '2019-01-01',
    ...more,
  });
}

function catalogueOf(definitions: readonly KpiDefinition[]): KpiCatalogue {
  return new KpiCatalogue({ definitions, pcu: [], limits: [], noiseLimits: [], fillEdges: null });
}

describe('settings of the methods', () => {
  const peakAt = (catalogue: KpiCatalogue, moment: string): number | undefined =>
    catalogue.methods.settings(at(moment)).peaks.spans[0]?.from;

  it('are those of the version that holds on the day', () => {
    const catalogue = catalogueOf([
      travelTime(1, '06:30'),
      travelTime(2, '07:00', { validFrom: '2026-11-16', validTo: '2026-12-01' }),
    ]);

    expect(peakAt(catalogue, '2026-11-15T23:59:00+07:00')).toBe(390);
    expect(peakAt(catalogue, '2026-11-16')).toBe(420);
    expect(peakAt(catalogue, '2026-12-01')).toBe(390);
  });

  it('stay what they were where a version has a formula of its own', () => {
    const own = travelTime(2, '07:00', { expression: 'ratio(c.pk_vht, c.pk_vht_ff)', parameters: {} });

    expect(peakAt(catalogueOf([travelTime(1, '06:45'), own]), '2026-11-16')).toBe(405);
  });

  it('are the reference facts’ where no definition says anything', () => {
    const { peaks } = catalogueOf([]).methods.settings(at('2026-11-16'));

    expect(peaks.spans).toEqual([
      { from: 390, to: 510 },
      { from: 990, to: 1110 },
    ]);
  });
});
