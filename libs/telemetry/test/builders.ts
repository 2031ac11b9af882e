import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type DeviceView, type FamilyLayout, MeasureCatalogue } from '../src/index.js';

/** The catalogue that ships. */
export const catalogue = MeasureCatalogue.parse(
  parse(readFileSync(new URL('../../../seeds/measures.yaml', import.meta.url), 'utf8')),
);

export function layoutOf(family: string): FamilyLayout {
  const layout = catalogue.families.get(family);
  if (layout === undefined) throw new Error(`no family ${family}`);
  return layout;
}

export function aDevice(over: Partial<DeviceView> = {}): DeviceView {
  return {
    id: 'cam-1',
    family: 'traffic',
    codec: 'native',
    stamp: 'end',
    cadenceS: 300,
    lanes: [],
    direction: '',
    measures: null,
    ...over,
  };
}
