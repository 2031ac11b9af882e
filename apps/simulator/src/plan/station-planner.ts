import type { City, CityDevice, CityStation } from '../inventory/city.js';
import { modelOf } from '../model/device-model.js';
import { HOUR_MS } from '../model/local-time.js';
import type { DeviceModel } from '../model/sample.js';
import type { Observation } from '../truth/observation.js';
import { truthOfHour } from '../truth/truth-of-hour.js';
import type { TruthLine } from '../truth/truth-line.js';
import { type Message, toReading } from './message.js';
import type { Sins } from './sins.js';
import { names, type Silence } from './target.js';

export interface PlanContext {
  readonly seed: number;
  readonly sins: Sins;
  readonly silences: readonly Silence[];
  /** Begin of the simulation (epoch ms): nothing that ended before it exists. */
  readonly since: number;
}

export interface StationHour {
  readonly truth: readonly TruthLine[];
  readonly messages: readonly Message[];
}

/** Plans one station hour by hour: its truth, and the messages that will carry it. */
export class StationPlanner {
  private readonly devices: readonly { readonly device: CityDevice; readonly model: DeviceModel }[];

  constructor(
    private readonly station: CityStation,
    private readonly city: City,
    private readonly context: PlanContext,
  ) {
    this.devices = station.devices.map((device) => ({
      device,
      model: modelOf(station, device, context.seed),
    }));
  }

  /** Everything whose interval starts in the hour from `hour` (epoch ms). A pure function of the context and `hour`. */
  plan(hour: number): StationHour {
    const planned = this.devices.flatMap(({ device, model }) =>
      this.observe(device, model, hour, hour + HOUR_MS),
    );
    const observations = planned.map(({ observation }) => observation);
    const earlier = (from: number, to: number): Observation[] =>
      this.devices.flatMap(({ device, model }) =>
        this.observe(device, model, from, to).map((one) => one.observation),
      );
    return {
      truth: truthOfHour(this.station, this.city, hour, observations, earlier),
      messages: planned.flatMap(({ messages }) => messages),
    };
  }

  private observe(
    device: CityDevice,
    model: DeviceModel,
    from: number,
    to: number,
  ): { observation: Observation; messages: Message[] }[] {
    const { cadenceMs, phaseMs } = device;
    const first = Math.ceil((from - phaseMs) / cadenceMs) * cadenceMs + phaseMs;
    const out: { observation: Observation; messages: Message[] }[] = [];
    for (let start = first; start < to; start += cadenceMs) {
      if (start + model.periodMs <= this.context.since) continue;
      out.push(this.observeOne(device, model, start));
    }
    return out;
  }

  private observeOne(device: CityDevice, model: DeviceModel, start: number) {
    const end = start + model.periodMs;
    const fate = this.context.sins.fate(device.id, start);
    const silenced = this.context.silences.some(
      ({ target, from, to }) => end >= from && end < to && names(target, this.station, device),
    );
    const samples = model.samples(start);
    const { lost, corrupt, duplicate, lateMs } = fate;
    const outcome = { lost, silenced, corrupt, duplicate: duplicate && !silenced, late: lateMs > 0 };
    const messages: Message[] = [];
    if (!silenced && !lost) {
      const readings = samples.map((sample) => toReading(device.kind, sample, end, model.periodMs, fate));
      const message = { device: device.id, at: end + lateMs, start, readings, corrupt };
      messages.push(message, ...(duplicate ? [message] : []));
    }
    return { observation: { device, start, samples, outcome }, messages };
  }
}
