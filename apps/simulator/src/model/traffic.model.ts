import type { CityDevice, CityStation, Segment } from '../inventory/city.js';
import { demand } from './demand.js';
import { isPeak, localHour, QUARTER_MS } from './local-time.js';
import { Random, hashUnit, smoothNoise } from './random.js';
import { CLASSES, type DeviceModel, type TrafficSample } from './sample.js';

/** Vehicles an hour and lane at demand 1. Motorcycles pass side by side, so this is far above a car lane's flow. */
const PEAK_PER_LANE = { urban: 1150, rural: 520 };
/** Shares of the classes other than motorcycles, which take the rest: 70–90 % of all vehicles. */
const SHARES = {
  urban: [0.006, 0, 0.135, 0.012, 0.008, 0.024, 0.011, 0.007],
  rural: [0.01, 0, 0.13, 0.011, 0.007, 0.038, 0.02, 0.012],
};
/** Speed relative to the stream's, by class. */
const PACE = [0.34, 0.97, 1.06, 0.96, 0.9, 0.9, 0.84, 0.8];
/** Length in metres with the detector's, for occupancy. */
const METRES = [3, 3.2, 6, 9, 14, 9, 12, 18];

/** A camera over a road: vehicles arrive one by one, each with its class and its own speed. */
export class TrafficModel implements DeviceModel {
  readonly periodMs: number;
  private readonly segment: Segment;
  private readonly busyness: number;
  private readonly lanes: readonly (number | null)[];

  constructor(
    private readonly station: CityStation,
    device: CityDevice,
    private readonly base: number,
  ) {
    if (station.segment === null) throw new Error(`traffic station ${station.id} has no segment`);
    this.segment = station.segment;
    this.periodMs = device.cadenceMs;
    this.busyness = 0.75 + 0.45 * hashUnit(base, -1);
    this.lanes = device.lanes.length === 0 ? [null] : device.lanes;
  }

  samples(start: number): readonly TrafficSample[] {
    const random = new Random(this.base, start);
    const directions = this.station.devices.length;
    const share = this.segment.lanes / directions / this.lanes.length;
    const level = this.level(start);
    const rate = (level * PEAK_PER_LANE[this.station.roadType] * share) / 3_600_000;
    const speed = this.streamSpeed(start, level);
    return this.lanes.map((lane) => this.observe(random, lane, rate, speed, start, share));
  }

  /** Demand at this station, about 0.03 to 1.3. */
  private level(start: number): number {
    const wobble = 0.9 + 0.2 * smoothNoise(this.base ^ 0x51ed, start / QUARTER_MS);
    return demand(start + this.periodMs / 2) * this.busyness * wobble;
  }

  /** Speed falls with the third power of demand: hardly off-peak, by a third to a half in rush hours. */
  private streamSpeed(start: number, level: number): number {
    const weather = 0.94 + 0.08 * smoothNoise(this.base ^ 0x77a1, start / (4 * QUARTER_MS));
    return (this.segment.freeFlowKmh * 1.02 * weather) / (1 + 0.62 * level ** 3);
  }

  private observe(
    random: Random,
    lane: number | null,
    rate: number,
    streamSpeed: number,
    start: number,
    roadLanes: number,
  ): TrafficSample {
    const shares = SHARES[this.station.roadType];
    const scale = carScale(start);
    const counts = CLASSES.map(() => 0);
    let inverseSpeeds = 0;
    let metreHours = 0;
    let vehicles = 0;
    for (let at = random.headway(rate); at < this.periodMs; at += random.headway(rate)) {
      const kind = pickClass(shares, scale, random.next());
      const speed = clamp(streamSpeed * (PACE[kind] ?? 1) * (1 + 0.11 * random.bell()), 4, 135);
      counts[kind] = (counts[kind] ?? 0) + 1;
      inverseSpeeds += 1 / speed;
      metreHours += (METRES[kind] ?? 4) / speed;
      vehicles++;
    }
    const busy = (metreHours * 3_600) / ((this.periodMs / 1000) * Math.max(1, roadLanes) * 1000);
    return {
      kind: 'traffic',
      lane,
      counts,
      inverseSpeeds,
      speed: vehicles === 0 ? null : vehicles / inverseSpeeds,
      occupancy: Math.round(clamp(busy * 100, 0, 100) * 10) / 10,
    };
  }
}

/** Fewer cars and lorries among the vehicles in rush hours, more of them at night. */
function carScale(start: number): number {
  if (isPeak(start)) return 0.75;
  const hour = localHour(start);
  return hour < 5 || hour >= 22 ? 1.15 : 1;
}

function pickClass(shares: readonly number[], scale: number, at: number): number {
  let edge = 0;
  for (let kind = 0; kind < shares.length; kind++) {
    edge += (shares[kind] ?? 0) * scale;
    if (at < edge) return kind;
  }
  return 1;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
