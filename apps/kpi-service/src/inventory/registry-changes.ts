import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { DAY_MS, DOMAINS, periodsBetween, periodStart } from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import {
  type Device,
  InventoryCache,
  type InventorySnapshot,
  type Station,
  type WorkKey,
} from '@app/registry';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { WorkMarks } from '../work/work-marks.js';

/** Changes that reach further back than this are a recalculation, not a change. */
const REACH_MS = 35 * DAY_MS;

/** Makes the cells dirty that a change of the registry bears on. */
@Injectable()
export class RegistryChanges {
  private readonly log: Logger;
  private known: InventorySnapshot | null = null;
  private off: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly cache: InventoryCache,
    private readonly facts: KpiFactsService,
    private readonly marks: WorkMarks,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('registry-changes');
  }

  start(): void {
    this.known = this.cache.current();
    this.off = this.cache.onChange((snapshot) => {
      this.running = this.running
        .then(() => this.apply(snapshot))
        .catch((error: unknown) =>
          this.log.error({ err: error }, 'marking cells after a change of the registry'),
        );
    });
  }

  async stop(): Promise<void> {
    this.off();
    await this.running;
  }

  private async apply(snapshot: InventorySnapshot): Promise<void> {
    const before = this.known;
    this.known = snapshot;
    await this.facts.load();
    const now = this.clock.now();
    const since = before === null ? new Map<string, number>() : affectedSince(before, snapshot, now);
    const keys: WorkKey[] = [];
    for (const [family, from] of since) {
      const first = periodStart('hour', Math.max(from, now - REACH_MS));
      for (const domain of ['data', family]) {
        if (!DOMAINS.has(domain)) continue;
        for (const hour of periodsBetween('hour', first, now + 1))
          keys.push(this.marks.key(domain, 'hour', hour, now));
      }
    }
    await this.marks.add(keys);
  }
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
    JSON.stringify({ ...a, active: [] }) === JSON.stringify({ ...b, active: [] });
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

function stationChange(old: Station, station: Station): number {
  const moved = old.lat !== station.lat || old.lon !== station.lon;
  if (moved || JSON.stringify(old.areaOverride) !== JSON.stringify(station.areaOverride)) return 0;
  const texts = new Set(old.facts.map((fact) => JSON.stringify(fact)));
  const news = station.facts.filter((fact) => !texts.has(JSON.stringify(fact)));
  return news.length === 0 ? Infinity : Math.min(...news.map((fact) => fact.validFrom));
}
