import type { CityDevice } from '../inventory/city.js';
import { demand } from './demand.js';
import { HOUR_MS, localHour } from './local-time.js';
import { hashUnit, readingError, smoothNoise } from './random.js';
import type { DeviceModel, PlainSample } from './sample.js';

const round = (value: number): number => Math.round(value * 10) / 10;
/** Share of a concentration by which a reading of it may be off. */
const ERROR = 0.05;

/** An air-quality station, µg/m³: dust and NO₂ follow the traffic and gather at night, ozone follows the sun. */
export class AirModel implements DeviceModel {
  readonly periodMs: number;

  constructor(
    device: CityDevice,
    private readonly base: number,
  ) {
    this.periodMs = device.cadenceMs;
  }

  samples(start: number): readonly PlainSample[] {
    const hour = localHour(start);
    const busy = demand(start);
    const slow = smoothNoise(this.base, start / (9 * HOUR_MS));
    const quick = (salt: number): number => 0.85 + 0.3 * smoothNoise(this.base ^ salt, start / HOUR_MS);
    const site = 0.8 + 0.5 * hashUnit(this.base, -2);
    const inversion = 1 + 0.35 * Math.cos(((hour - 3) / 24) * 2 * Math.PI);
    const sun = Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI));
    const read = (value: number, salt: number): number =>
      round(value * (1 + ERROR * readingError(this.base ^ salt, start)));
    const pm25 = site * (9 + 34 * slow) * inversion * (0.75 + 0.45 * busy) * quick(0x25);
    return [
      {
        kind: 'plain',
        lane: null,
        values: {
          pm25: read(pm25, 0x25),
          pm10: read(pm25 * (1.45 + 0.35 * smoothNoise(this.base ^ 0x10, start / (3 * HOUR_MS))), 0x10),
          o3: read(18 + 95 * sun * (0.6 + 0.6 * slow) * quick(0x03), 0x03),
          no2: read(site * (12 + 48 * busy) * quick(0x02), 0x02),
          so2: read(site * (7 + 14 * slow) * quick(0x52), 0x52),
          co: read(site * (320 + 900 * busy) * quick(0xc0), 0xc0),
        },
      },
    ];
  }
}
