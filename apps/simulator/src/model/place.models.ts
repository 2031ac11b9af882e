import type { CityDevice, CityStation } from '../inventory/city.js';
import { demand } from './demand.js';
import { HOUR_MS, localHour, weekday } from './local-time.js';
import { hashUnit, readingError, smoothNoise } from './random.js';
import type { DeviceModel, PlainSample } from './sample.js';

const plain = (values: Readonly<Record<string, number>>): readonly PlainSample[] => [
  { kind: 'plain', lane: null, values },
];
const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** By how much a reading of noise may be off, dB. */
const ERROR_DB = 0.6;

/** LAeq of the street in dBA: ten decibels a tenfold traffic. */
export function noiseModel(device: CityDevice, base: number): DeviceModel {
  return {
    periodMs: device.cadenceMs,
    samples: (start) => {
      const site = 58 + 9 * hashUnit(base, -3);
      const street = site + 10 * Math.log10(0.12 + demand(start)) + 3 * smoothNoise(base, start / HOUR_MS);
      return plain({ laeq: rounded(street + ERROR_DB * readingError(base, start), 1) });
    },
  };
}

/** Rain in the interval (mm) and temperature (°C): showers on some afternoons, as in the south's wet season. */
export function weatherModel(device: CityDevice, base: number): DeviceModel {
  return {
    periodMs: device.cadenceMs,
    samples: (start) => {
      const hour = localHour(start);
      const shower = smoothNoise(base, start / (2.5 * HOUR_MS)) * (hour > 12 && hour < 20 ? 1 : 0.72);
      const rain = shower < 0.74 ? 0 : (shower - 0.74) * 22 * smoothNoise(base ^ 0x9a, start / (HOUR_MS / 4));
      const warmth = 28.4 + 5.2 * Math.cos(((hour - 13.5) / 24) * 2 * Math.PI);
      const temp =
        warmth + 3 * (smoothNoise(base ^ 0x7e, start / (20 * HOUR_MS)) - 0.5) - Math.min(4, rain * 2);
      return plain({ rain: rounded(rain, 1), temp: rounded(temp, 1) });
    },
  };
}

/** Water level in metres: the half-daily and the daily tide on a slow swell. */
export function waterModel(base: number): DeviceModel {
  return {
    periodMs: 0,
    samples: (start) => {
      const tide = (period: number, phase: number): number =>
        Math.sin((start / HOUR_MS / period) * 2 * Math.PI + phase);
      const swell = smoothNoise(base, start / (30 * HOUR_MS));
      const level = 0.35 + 0.62 * swell + 0.36 * tide(12.42, hashUnit(base, -4)) + 0.24 * tide(23.93, 1);
      return plain({ level: rounded(level, 3) });
    },
  };
}

/** Taken spaces of a car park: offices by day, shops at the week's end. */
export function parkingModel(station: CityStation, base: number): DeviceModel {
  const capacity = station.spaces;
  return {
    periodMs: 0,
    samples: (start) => {
      const hour = localHour(start);
      const day = Math.exp(-(((hour - (weekday(start) <= 5 ? 11 : 17)) / 4.2) ** 2) / 2);
      const share = 0.08 + 0.78 * day + 0.14 * (smoothNoise(base, start / HOUR_MS) - 0.5);
      return plain({ used: Math.round(capacity * Math.min(1, Math.max(0, share))), capacity });
    },
  };
}
