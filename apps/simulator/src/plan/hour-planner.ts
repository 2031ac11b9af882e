import { setImmediate as nextTurn } from 'node:timers/promises';
import type { City, CityStation } from '../inventory/city.js';
import type { TruthWriter } from '../truth/truth-file.js';
import type { Message } from './message.js';
import { StationPlanner, type PlanContext } from './station-planner.js';
import { names } from './target.js';

/** The part of the city that `only` names, by district, kind, station or device; all of it without names. */
export function selectStations(city: City, only: readonly string[]): CityStation[] {
  if (only.length === 0) return [...city.stations];
  return city.stations.flatMap((station) => {
    const devices = station.devices.filter((device) => only.some((target) => names(target, station, device)));
    return devices.length === 0 ? [] : [{ ...station, devices }];
  });
}

/** Hours that are kept: the running one and its neighbours, which the live run and the newest past both need. */
const KEPT = 3;

/** Plans whole hours of the city. Truth is on disk before the messages it speaks of are handed out. */
export class HourPlanner {
  private readonly planners: readonly StationPlanner[];
  private readonly kept = new Map<number, Promise<readonly Message[]>>();

  constructor(
    city: City,
    stations: readonly CityStation[],
    context: PlanContext,
    private readonly truth: TruthWriter,
  ) {
    this.planners = stations.map((station) => new StationPlanner(station, city, context));
  }

  /**
   * Messages whose intervals start in the hour from `hour`, by the time they are due. Yields to the event loop between
   * stations. An hour that was asked for a moment ago is not planned again.
   */
  plan(hour: number): Promise<readonly Message[]> {
    const known = this.kept.get(hour);
    if (known !== undefined) return known;
    const planned = this.planAnew(hour);
    this.kept.set(hour, planned);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return planned;
  }

  private async planAnew(hour: number): Promise<readonly Message[]> {
    const messages: Message[] = [];
    for (const planner of this.planners) {
      const plan = planner.plan(hour);
      this.truth.write(plan.truth);
      for (const message of plan.messages) messages.push(message);
      await nextTurn();
    }
    return messages.toSorted((a, b) => a.at - b.at);
  }
}
