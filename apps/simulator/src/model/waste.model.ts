import type { CityDevice } from '../inventory/city.js';
import { DAY_MS, HOUR_MS, startOfLocalDay } from './local-time.js';
import { hashUnit } from './random.js';
import type { DeviceModel, PlainSample } from './sample.js';

/** A bin: fills up over the day, is emptied once each night, and stands full for a while on its busiest days. */
export class WasteModel implements DeviceModel {
  readonly periodMs: number;

  constructor(
    device: CityDevice,
    private readonly base: number,
  ) {
    this.periodMs = device.cadenceMs;
  }

  /** `fill` is that of the interval's end; `collected` counts collections in the interval. */
  samples(start: number): readonly PlainSample[] {
    const end = start + this.periodMs;
    const emptied = this.lastCollection(end);
    const collected = emptied >= start && emptied < end ? 1 : 0;
    const perHour = 3.2 + 2.2 * hashUnit(this.base ^ 0xb1, Math.floor(emptied / DAY_MS));
    const fill = Math.min(100, ((end - emptied) / HOUR_MS) * perHour);
    return [{ kind: 'plain', lane: null, values: { fill: Math.round(fill * 10) / 10, collected } }];
  }

  /** The newest collection before `at`: between 20:00 and 23:00 of each local day. */
  private lastCollection(at: number): number {
    const today = this.collectionOf(startOfLocalDay(at));
    return today < at ? today : this.collectionOf(startOfLocalDay(at) - DAY_MS);
  }

  private collectionOf(midnight: number): number {
    return midnight + (20 + 3 * hashUnit(this.base, midnight / HOUR_MS)) * HOUR_MS;
  }
}
