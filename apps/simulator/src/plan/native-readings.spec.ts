import { describe, expect, it } from '@jest/globals';
import { decode, MeasureCatalogue } from '@app/telemetry';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readCity } from '../inventory/read-city.js';
import { NO_SINS, Sins } from './sins.js';
import { StationPlanner } from './station-planner.js';

const seeds = join(process.cwd(), 'seeds');
const city = readCity(seeds);
const catalogue = MeasureCatalogue.parse(
  parse(readFileSync(join(seeds, 'measures.yaml'), 'utf8')) as unknown,
);
const HOUR = Date.parse('2026-11-23T18:00:00+07:00');

describe('messages of the virtual city', () => {
  it.each(city.stations.map((station) => [station.id, station] as const))(
    'of %s are read by the platform without a fault',
    (_id, station) => {
      const context = { seed: 1, sins: new Sins(NO_SINS, 1, 0), silences: [], since: 0 };
      const layout = catalogue.families.get(station.kind);
      if (layout === undefined) throw new Error(`no family ${station.kind}`);
      const { truth, messages } = new StationPlanner(station, city, context).plan(HOUR);
      let readings = 0;
      for (const message of messages) {
        const device = station.devices.find(({ id }) => id === message.device);
        const view = {
          id: message.device,
          family: station.kind,
          codec: 'native',
          stamp: 'end',
          cadenceS: (device?.cadenceMs ?? 0) / 1000,
          lanes: device?.lanes ?? [],
          direction: device?.direction ?? '',
          measures: null,
        } as const;
        const payload = Buffer.from(JSON.stringify(message.readings));
        const decoded = decode(payload, undefined, view, layout, { arrival: message.at, notBefore: 0 });
        expect(decoded.faults).toEqual([]);
        expect(decoded.readings.every((reading) => reading.time === message.start)).toBe(true);
        readings += decoded.readings.length;
      }

      expect(readings).toBe(truth.find((line) => line.period === 'hour')?.readings.made);
    },
  );
});
