import type { CityDevice } from '../inventory/city.js';
import { demand } from './demand.js';
import { HOUR_MS, localHour } from './local-time.js';
import { hashUnit, smoothNoise } from './random.js';
import type { DeviceModel, PlainSample } from './sample.js';

const round = (value: number): number => Math.round(value * 10) / 10;

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
    const pm25 = site * (9 + 34 * slow) * inversion * (0.75 + 0.45 * busy) * quick(0x25);
    return [
      {
        kind: 'plain',
        lane: null,
        values: {
          pm25: round(pm25),
          pm10: round(pm25 * (1.45 + 0.35 * smoothNoise(this.base ^ 0x10, start / (3 * HOUR_MS)))),
          o3: round(18 + 95 * sun * (0.6 + 0.6 * slow) * quick(0x03)),
          no2: round(site * (12 + 48 * busy) * quick(0x02)),
          so2: round(site * (7 + 14 * slow) * quick(0x52)),
          co: round(site * (320 + 900 * busy) * quick(0xc0)),
        },
      },
    ];
  }
}
