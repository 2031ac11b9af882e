import type { CityDevice, CityStation } from '../inventory/city.js';
import { DAY_MS, HOUR_MS, startOfLocalDay } from './local-time.js';
import { hashUnit } from './random.js';
import type { DeviceModel, PlainSample } from './sample.js';

/** Day from which meters count (2020-01-01, local midnight). */
const METER_ZERO = Date.UTC(2020, 0, 1) - 7 * HOUR_MS;
const KW_PER_LAMP = 0.12;
const [OFF, ON, FAULT, UNREACHABLE] = [0, 1, 2, 3] as const;

/** A building's meter, kWh: cumulative and never falling, because its load's integral is taken in closed form. */
export function energyModel(base: number): DeviceModel {
  const load = 40 + 160 * hashUnit(base, -5);
  return {
    periodMs: 0,
    samples: (start) => {
      const hours = (start - METER_ZERO) / HOUR_MS;
      const angle = (2 * Math.PI) / 24;
      // ∫ load·(1 + 0.7·sin(angle·(h − 8))) dh: the load is greatest at 14:00.
      const kwh = load * (hours - (0.7 / angle) * Math.cos(angle * (hours - 8)));
      return [{ kind: 'plain', lane: null, values: { kwh: Math.round(kwh * 100) / 100 } }];
    },
  };
}

/** A street-light cabinet: its lamps' state, which changes only at its reports, and the cumulative meter. */
export class LightingModel implements DeviceModel {
  readonly periodMs = 0;
  private readonly onHour: number;
  private readonly nightHours: number;

  constructor(
    private readonly station: CityStation,
    private readonly device: CityDevice,
    private readonly base: number,
  ) {
    const { onHour, offHour } = station.schedule ?? { onHour: 18, offHour: 6 };
    this.onHour = onHour;
    this.nightHours = offHour > onHour ? offHour - onHour : offHour + 24 - onHour;
  }

  samples(start: number): readonly PlainSample[] {
    return [{ kind: 'plain', lane: null, values: { kwh: this.meter(start), state: this.state(start) } }];
  }

  /**
   * On when any part of the time to the next report is scheduled, so that a lamp in order is available for the whole
   * of its schedule; on some nights a fault or a lost link takes an hour or two.
   */
  private state(at: number): number {
    const next = at + this.device.cadenceMs;
    const night = this.nightOf(next - 1);
    if (next <= night || at >= night + this.nightHours * HOUR_MS) return OFF;
    const key = night / HOUR_MS;
    const luck = hashUnit(this.base, key);
    if (luck > 0.14) return ON;
    const from = night + hashUnit(this.base ^ 0xfa, key) * (this.nightHours - 2) * HOUR_MS;
    const broken = at >= from && at < from + (0.5 + 1.5 * hashUnit(this.base ^ 0xfb, key)) * HOUR_MS;
    if (!broken) return ON;
    return luck < 0.08 ? FAULT : UNREACHABLE;
  }

  /** Start of the newest night that has begun by `at`. */
  private nightOf(at: number): number {
    const tonight = startOfLocalDay(at) + this.onHour * HOUR_MS;
    return tonight <= at ? tonight : tonight - DAY_MS;
  }

  /** Lamp-hours since the meter's zero are whole nights and a part of one. */
  private meter(at: number): number {
    const night = this.nightOf(at);
    const whole = Math.round((night - METER_ZERO - this.onHour * HOUR_MS) / DAY_MS);
    const part = Math.min(this.nightHours, (at - night) / HOUR_MS);
    const hours = whole * this.nightHours + part;
    return Math.round(hours * KW_PER_LAMP * this.station.lamps * 100) / 100;
  }
}
