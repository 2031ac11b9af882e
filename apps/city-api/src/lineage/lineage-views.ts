import { Injectable } from '@nestjs/common';
import type { KpiItem } from '@app/contracts';
import { cellKey, compensatedSum, type FoundLineage, formatLocal } from '@app/kpi';
import { ExclusionRepository, InventoryCache, placeStation, RevisionRepository } from '@app/registry';
import type { LineageView } from './lineage.schemas.js';
import type { Traced } from './lineage.service.js';
import { Readings } from './readings.js';

/** Fills in, for people and programs, what stands around a traced value. */
@Injectable()
export class LineageViews {
  constructor(
    private readonly cache: InventoryCache,
    private readonly readings: Readings,
    private readonly exclusions: ExclusionRepository,
    private readonly revisions: RevisionRepository,
  ) {}

  async view(traced: Traced, csv: string): Promise<LineageView> {
    const { definition, item, lineage, from, to, stations } = traced;
    const devices = stations.flatMap((station) => station.devices.map(({ id }) => id));
    const { id, version, formula, method, source, minCompleteness } = definition;
    const excluded = await this.exclusions.list({ devices, from, to });
    return {
      item,
      recomputed: lineage.recomputed,
      definition: { id, version, formula, method, source, minCompleteness },
      formula: { ...lineage.formula },
      inputs: summary(lineage.inputs),
      stations: await this.stations(traced),
      exclusions: excluded.map((one) => ({
        id: one.id,
        device: one.device,
        from: formatLocal(one.from),
        to: formatLocal(one.to),
        kind: one.kind,
        reason: one.reason,
        by: one.by,
      })),
      revisions: item === null ? [] : await this.revisionsOf(item, from),
      csv,
    };
  }

  private async stations({ stations, lineage, set, from, to }: Traced): Promise<LineageView['stations']> {
    const snapshot = this.cache.current();
    const views: LineageView['stations'] = [];
    for (const station of stations) {
      const place = snapshot.stations.get(station.id);
      const own = lineage.inputs.filter((input) => input.station === station.id);
      if (place === undefined) continue;
      const ids = new Set(station.devices.map(({ id }) => id));
      const devices = (snapshot.devicesOfStation.get(station.id) ?? []).filter(({ id }) => ids.has(id));
      const measures = devices.flatMap((one) => snapshot.profiles.get(one.profile)?.measures ?? []);
      const names = [...new Set(measures)].map((key) => `${station.family}.${key}`);
      const readings = await this.readings.of(station.family, devices, names, { from, to });
      views.push({
        station: station.id,
        name: place.name,
        area: placeStation(place, snapshot.areas, set, from)?.area ?? null,
        components: Object.fromEntries(summary(own).map(({ component, sum }) => [component, sum])),
        facts: station.facts
          .filter((fact) => fact.validFrom < to && (fact.validTo === null || fact.validTo > from))
          .map(({ key, value, validFrom }) => ({
            key,
            value,
            validFrom: validFrom === 0 ? null : formatLocal(validFrom),
          })),
        devices: [...readings.values()],
      });
    }
    return views;
  }

  private async revisionsOf(item: KpiItem, from: number): Promise<LineageView['revisions']> {
    const { kpi, area, period, reportingSet: set } = item;
    const rows = await this.revisions.list(cellKey({ kpi, area, period, from, set }));
    return rows.map(({ revision, reason, body, at }) => {
      const { value } = body as { value: number | null };
      return { revision, reason, value, at: formatLocal(at) };
    });
  }
}

/** How many inputs there are of each component and what they add up to. */
function summary(inputs: FoundLineage['inputs']): LineageView['inputs'] {
  const groups = new Map<string, { role: string; component: string; values: number[] }>();
  for (const { role, component, value } of inputs) {
    const key = `${role}|${component}`;
    const group = groups.get(key) ?? { role, component, values: [] };
    groups.set(key, group);
    group.values.push(value);
  }
  return [...groups.values()].map(({ role, component, values }) => ({
    role,
    component,
    count: values.length,
    sum: compensatedSum(values),
  }));
}
