import { Injectable } from '@nestjs/common';
import { type AlarmRule, type KnownNames, ruleMistakes } from '@app/alarms';
import { Clock } from '@app/config';
import { membersOf } from '@app/kpi';
import { CatalogueRepository, InventoryCache, STATION_FACT_KEYS } from '@app/registry';
import { Measures } from '../catalogue/measures.js';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { Definitions } from '../kpis/definitions.js';

/** Checks a rule against what this city has: measures, KPIs, areas, stations, facts, limits. */
@Injectable()
export class AlarmRuleChecks {
  constructor(
    private readonly cache: InventoryCache,
    private readonly places: Places,
    private readonly measures: Measures,
    private readonly definitions: Definitions,
    private readonly catalogue: CatalogueRepository,
    private readonly clock: Clock,
  ) {}

  /** Problem 400 with everything that is wrong, each with its place and reason. */
  async check(rule: AlarmRule): Promise<void> {
    const errors = ruleMistakes(rule, await this.known());
    const [first] = errors;
    if (first !== undefined) throw new Problem(400, `${first.path}: ${first.message}`, errors);
  }

  private async known(): Promise<KnownNames> {
    const { stations, profiles } = this.cache.current();
    const families = [...this.measures.catalogue().families.values()];
    const limits = await this.catalogue.limits();
    return {
      areas: new Set(this.places.areas(this.places.set(undefined)).map((area) => area.code)),
      stations: new Set(stations.keys()),
      profiles: new Set(profiles.keys()),
      measures: new Map(
        families.flatMap(({ family, measures }) =>
          measures.map((measure): [string, string] => [`${family}.${measure.key}`, measure.kind]),
        ),
      ),
      facts: new Set<string>(STATION_FACT_KEYS),
      kpis: this.kpis(),
      airLimits: new Set(limits.map((row) => `air.${row.pollutant}/${row.averaging}`)),
    };
  }

  private kpis(): ReadonlyMap<string, readonly string[]> {
    const { catalogue } = this.definitions;
    const now = this.clock.now();
    return new Map(
      this.definitions.all().flatMap(({ id }) => {
        const periods = catalogue.periodsAt(id, now) ?? [];
        const methods = [...catalogue.membersAt(id, now)];
        const served = methods.length > 0 ? methods : periods.length > 0 ? membersOf(id) : [];
        return served.map((one): [string, readonly string[]] => [
          one.kpi,
          periods.filter((period) => one.periods.includes(period)),
        ]);
      }),
    );
  }
}
