import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { DOMAINS, type KpiDefinition, periodsBetween, periodStart } from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import {
  type Device,
  InventoryCache,
  type InventorySnapshot,
  type RegistryChange,
  type Station,
  type WorkKey,
} from '@app/registry';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { WorkMarks } from '../work/work-marks.js';
import { cellsOfFigures, changedFigures } from './figure-changes.js';
import { everyLevel, periodsOf, type Reach, REACH_MS, redefined, redrawnSince } from './reach.js';
import { SeriesMarks } from './series-marks.js';

const MARKS_AT_ONCE = 5000;

/** Makes the cells dirty that a change of the registry bears on. */
@Injectable()
export class RegistryChanges {
  private readonly log: Logger;
  private known: InventorySnapshot | null = null;
  private definitions: readonly KpiDefinition[] = [];
  private off: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly cache: InventoryCache,
    private readonly facts: KpiFactsService,
    private readonly marks: WorkMarks,
    private readonly seriesMarks: SeriesMarks,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('registry-changes');
  }

  start(): void {
    this.known = this.cache.current();
    this.definitions = this.facts.definitions;
    this.off = this.cache.onChange((snapshot, changes) => {
      this.running = this.running
        .then(() => this.apply(snapshot, changes))
        .catch((error: unknown) =>
          this.log.error({ err: error }, 'marking cells after a change of the registry'),
        );
    });
  }

  async stop(): Promise<void> {
    this.off();
    await this.running;
  }

  private async apply(snapshot: InventorySnapshot, changes: readonly RegistryChange[]): Promise<void> {
    const before = this.known;
    this.known = snapshot;
    await this.facts.load();
    await this.seriesMarks.follow(snapshot.revision, changes);
    const now = this.clock.now();
    const since = before === null ? new Map<string, number>() : affectedSince(before, snapshot, now);
    const keys: WorkKey[] = [];
    for (const [family, from] of since) {
      keys.push(...this.hours(family, Math.max(from, now - REACH_MS), now + 1, now));
    }
    if (before !== null) {
      keys.push(...this.excluded(before, snapshot, now));
      keys.push(...this.reached(this.reaches(before, snapshot, changes), now));
      keys.push(...this.figures(changedFigures(before, snapshot, changes), now));
    }
    this.definitions = this.facts.definitions;
    for (let i = 0; i < keys.length; i += MARKS_AT_ONCE) {
      await this.marks.add(keys.slice(i, i + MARKS_AT_ONCE));
    }
  }

  /** What moves although no sum of a station does: areas, a station's place in them, definitions. */
  private reaches(
    before: InventorySnapshot,
    after: InventorySnapshot,
    changes: readonly RegistryChange[],
  ): Reach[] {
    const moved = [...after.stations.values()].filter((station) => {
      const old = before.stations.get(station.id);
      return old !== undefined && hasMoved(old, station);
    });
    // Outlines are long to compare.
    const mayBeRedrawn = changes.some(({ kind }) => kind === 'reporting-set' || kind === 'seeds');
    const redrawn = mayBeRedrawn ? redrawnSince(before, after) : Infinity;
    return [
      ...everyLevel(after, [...DOMAINS.keys()], redrawn),
      ...moved.flatMap((station) => everyLevel(after, ['data', station.kind], 0)),
      ...redefined(this.definitions, this.facts.definitions, after),
    ];
  }

  private reached(reaches: readonly Reach[], now: number): WorkKey[] {
    const keys = new Map<string, WorkKey>();
    for (const reach of reaches) {
      if (!DOMAINS.has(reach.domain)) continue;
      for (const { level, from } of periodsOf(reach, now))
        keys.set(`${reach.domain}|${level}|${from}`, this.marks.key(reach.domain, level, from, now));
    }
    return [...keys.values()];
  }

  /** Months and longer periods that read a figure about an area which changed. */
  private figures(since: ReadonlyMap<string, number>, now: number): WorkKey[] {
    const methods = this.facts.catalogue.everyMethod();
    return cellsOfFigures(since, methods, now).flatMap(({ domain, level, starts, cause }) =>
      starts.map((from) => ({ ...this.marks.key(domain, level, from, now), cause })),
    );
  }

  /** Hours of exclusions that were made or withdrawn, however long ago: somebody asked for just these. */
  private excluded(before: InventorySnapshot, after: InventorySnapshot, now: number): WorkKey[] {
    const cause = 'exclusion';
    return changedExclusions(before, after).flatMap(({ family, from, to }) =>
      this.hours(family, from, Math.min(to, now + 1), now).map((key) => ({ ...key, cause })),
    );
  }

  /** Hours that touch [from, to), of the family's KPIs and of the data-quality KPIs. */
  private hours(family: string, from: number, to: number, now: number): WorkKey[] {
    const hours = periodsBetween('hour', periodStart('hour', from), to);
    return ['data', family]
      .filter((domain) => DOMAINS.has(domain))
      .flatMap((domain) => hours.map((hour) => this.marks.key(domain, 'hour', hour, now)));
  }
}

/** Exclusions that only one of both has, with the family of their device. */
function changedExclusions(
  before: InventorySnapshot,
  after: InventorySnapshot,
): { readonly family: string; readonly from: number; readonly to: number }[] {
  return [...after.devices.values()].flatMap(({ id, family, excluded }) => {
    const old = before.devices.get(id)?.excluded ?? [];
    const only = (a: typeof old, b: typeof old): typeof old => {
      const texts = new Set(b.map((one) => JSON.stringify(one)));
      return a.filter((one) => !texts.has(JSON.stringify(one)));
    };
    return [...only(old, excluded), ...only(excluded, old)].map(({ from, to }) => ({ family, from, to }));
  });
}

/** By family, the earliest moment at which stations or devices are not what they were. */
function affectedSince(
  before: InventorySnapshot,
  after: InventorySnapshot,
  now: number,
): Map<string, number> {
  const since = new Map<string, number>();
  const note = (family: string, at: number): void => {
    if (at <= now) since.set(family, Math.min(at, since.get(family) ?? Infinity));
  };
  for (const device of after.devices.values()) {
    const old = before.devices.get(device.id);
    if (old !== device) note(device.family, deviceChange(old, device));
  }
  for (const station of after.stations.values()) {
    const old = before.stations.get(station.id);
    if (old !== undefined && JSON.stringify(old) !== JSON.stringify(station)) {
      note(station.kind, stationChange(old, station));
    }
  }
  return since;
}

function deviceChange(old: Device | undefined, device: Device): number {
  const begin = Math.min(...device.active.map(({ from }) => from));
  if (old === undefined) return begin;
  const same = (a: Device, b: Device): boolean =>
    JSON.stringify({ ...a, active: [], excluded: [] }) === JSON.stringify({ ...b, active: [], excluded: [] });
  if (!same(old, device)) return Math.min(begin, ...old.active.map(({ from }) => from));
  return firstDifference(old, device);
}

/** Earliest end of a service interval that only one of both has. */
function firstDifference(old: Device, device: Device): number {
  const ends = (one: Device): number[] => one.active.flatMap(({ from, to }) => [from, to ?? Infinity]);
  const [a, b] = [ends(old), ends(device)];
  const only = [...a.filter((at) => !b.includes(at)), ...b.filter((at) => !a.includes(at))];
  return only.length === 0 ? Infinity : Math.min(...only);
}

function hasMoved(old: Station, station: Station): boolean {
  const moved = old.lat !== station.lat || old.lon !== station.lon;
  return moved || JSON.stringify(old.areaOverride) !== JSON.stringify(station.areaOverride);
}

/** A station that lies elsewhere counts by itself, at every level. */
function stationChange(old: Station, station: Station): number {
  const texts = new Set(old.facts.map((fact) => JSON.stringify(fact)));
  const news = station.facts.filter((fact) => !texts.has(JSON.stringify(fact)));
  return news.length === 0 ? Infinity : Math.min(...news.map((fact) => fact.validFrom));
}
