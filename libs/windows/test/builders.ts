import { readFileSync } from 'node:fs';
import { MeasureCatalogue } from '@app/telemetry';
import { parse } from 'yaml';
import { WindowLayout, type WindowPoint } from '../src/index.js';

/** The catalogue that ships. */
export const catalogue = MeasureCatalogue.parse(
  parse(readFileSync(new URL('../../../seeds/measures.yaml', import.meta.url), 'utf8')),
);

export function windowLayoutOf(family: string): WindowLayout {
  const layout = catalogue.families.get(family);
  if (layout === undefined) throw new Error(`no family ${family}`);
  return new WindowLayout(layout);
}

/** A point that arrives `lateS` after its end. */
export function aPoint(
  layout: WindowLayout,
  time: number,
  values: Readonly<Record<string, number>>,
  { periodS = 0, lateS = 0, tms = false } = {},
): WindowPoint {
  const slots = new Float64Array(layout.layout.measures.length).fill(NaN);
  for (const [key, value] of Object.entries(values)) slots[layout.layout.index.get(key) ?? -1] = value;
  const end = time + periodS * 1000;
  return { time, end, periodS, arrival: end + lateS * 1000, values: slots, tms };
}

/** One field of a row. */
export function field(layout: WindowLayout, row: Float64Array, name: string): number {
  const place = layout.index.get(name);
  if (place === undefined) throw new Error(`no field ${name}`);
  return row[place] ?? NaN;
}
