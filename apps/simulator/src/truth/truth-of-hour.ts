import type { City, CityStation } from '../inventory/city.js';
import { HOUR_MS, QUARTER_MS } from '../model/local-time.js';
import { airHour, hourMeans } from './air-truth.js';
import { lightingHour, parkingHour, wasteHour, waterHour } from './asset-truth.js';
import { countReadings, type Observation } from './observation.js';
import { addTraffic, trafficQuarter } from './traffic-truth.js';
import type { TruthLine } from './truth-line.js';

const NOWCAST_HOURS = 12;

/**
 * Truth lines of one station and hour: four quarters (traffic only) and the hour. `earlier` gives observations before
 * the hour, which NowCasts and lamps' states need.
 */
export function truthOfHour(
  station: CityStation,
  city: City,
  hour: number,
  observations: readonly Observation[],
  earlier: (from: number, to: number) => readonly Observation[],
): TruthLine[] {
  if (observations.length === 0) return [];
  const base = { v: 1, station: station.id, kind: station.kind, district: station.district } as const;
  const readings = countReadings(observations);
  const whole = { ...base, period: 'hour', from: hour, readings } as const;
  switch (station.kind) {
    case 'traffic': {
      const quarters = [0, 1, 2, 3]
        .map((i) => hour + i * QUARTER_MS)
        .map((from): TruthLine & { period: '15min' } => {
          const own = observations.filter(({ start }) => start >= from && start < from + QUARTER_MS);
          const traffic = trafficQuarter(station, own, from, city.pcu);
          return { ...base, period: '15min', from, readings: countReadings(own), traffic };
        });
      const parts = quarters.flatMap(({ traffic }) => (traffic === undefined ? [] : [traffic]));
      return [...quarters, { ...whole, traffic: addTraffic(parts) }];
    }
    case 'air': {
      const means = hourMeans(station.devices, observations);
      if (means === null) return [whole];
      const before = Array.from({ length: NOWCAST_HOURS - 1 }, (_, i) => {
        const from = hour - (i + 1) * HOUR_MS;
        return hourMeans(station.devices, earlier(from, from + HOUR_MS));
      });
      return [{ ...whole, air: airHour(means, before) }];
    }
    case 'lighting': {
      const cadenceMs = station.devices[0]?.cadenceMs ?? 0;
      const all = [...earlier(hour - cadenceMs, hour), ...observations];
      return [{ ...whole, lighting: lightingHour(station, all, hour) }];
    }
    case 'waste':
      return [{ ...whole, waste: wasteHour(observations) }];
    case 'parking':
      return [{ ...whole, parking: parkingHour(observations) }];
    case 'water': {
      const { floodLevels } = station;
      return [floodLevels === null ? whole : { ...whole, water: waterHour(floodLevels, observations) }];
    }
    case 'energy':
    case 'noise':
    case 'weather':
      return [whole];
  }
}
