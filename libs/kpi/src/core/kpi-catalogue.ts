import type { Period } from '@app/contracts';
import type { KpiDefinition, Limit, PcuTable } from '../definition.schema.js';
import { bucketAtOrAbove } from '../asset/waste.js';
import { type PublishedValue, type SeriesFacts, SeriesIndex } from '../series/series-facts.js';
import { SERIES_DOMAIN, SERIES_KPIS } from '../series/series-kpis.js';
import { MEMBERS } from '../catalogue.js';
import { expressedMembers, isExpressed } from '../expression/own-definition.js';
import { localDay, parseInstant } from '../time/civil.js';
import { DEFAULT_PCU } from '../traffic/classes.js';
import { membersServed } from './finish.js';
import type { MemberMethod, MethodContext, NoiseLimit } from './method.js';
import { type MethodSettings, SETTING_KPIS, settingsOf } from './settings.js';

interface Dated {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Reference data as the registry holds it, as far as KPIs read it. */
export interface KpiFacts {
  readonly definitions: readonly KpiDefinition[];
  readonly pcu: readonly PcuTable[];
  readonly limits: readonly Limit[];
  readonly noiseLimits: readonly (NoiseLimit & Dated & { readonly area: string })[];
  /** Histogram edges of `waste.fill` in the measure catalogue; null when it has none. */
  readonly fillEdges: readonly number[] | null;
  /** Published values of socio-economic series; none when left out. */
  readonly published?: readonly PublishedValue[];
}

/** Named methods by the definition that they belong to. */
const METHODS: ReadonlyMap<string, readonly MemberMethod[]> = new Map(
  MEMBERS.map(({ family }) => [family, MEMBERS.filter((member) => member.family === family)]),
);

/** Domains, periods and days for which members are kept. */
const MAX_SERVED = 2000;

/** True when a row holds at a moment; `validTo` is the first local day on which it doesn't. */
function holds(row: Dated, at: number): boolean {
  return (parseInstant(row.validFrom) ?? 0) <= at && at < (parseInstant(row.validTo ?? '') ?? Infinity);
}

/** Definitions, tables and limits looked up by date. Immutable; built anew when the registry changes. */
export class KpiCatalogue {
  readonly methods: MethodContext;
  /** Found once: both are asked for every value. */
  private readonly units = new Map<string, string>();
  private readonly served = new Map<string, readonly MemberMethod[]>();
  /** Socio-economic values that formulas read. */
  readonly series: SeriesFacts;

  /** Computed definitions by id, newest version first, with their validity in epoch ms. */
  private readonly computed = new Map<string, { from: number; to: number; row: KpiDefinition }[]>();
  /** Members of the definitions that are computed by formulas of their own. */
  private readonly expressed = new Map<KpiDefinition, readonly MemberMethod[]>();

  constructor(private readonly facts: KpiFacts) {
    for (const row of facts.definitions.toSorted((a, b) => b.version - a.version)) {
      if (row.status !== 'computed') continue;
      const from = parseInstant(row.validFrom) ?? 0;
      const to = parseInstant(row.validTo ?? '') ?? Infinity;
      this.computed.set(row.id, [...(this.computed.get(row.id) ?? []), { from, to, row }]);
      if (isExpressed(row)) this.expressed.set(row, expressedMembers(row));
    }
    this.series = new SeriesIndex(facts.published ?? []);
    const edges = facts.fillEdges ?? [];
    this.methods = {
      pcu: memoised((roadType, at) => this.pcuAt(roadType, at)),
      limit: (pollutant, averaging, at) =>
        facts.limits.find(
          (row) => row.pollutant === pollutant && row.averaging === averaging && holds(row, at),
        )?.value ?? null,
      noiseLimits: (area, at) => facts.noiseLimits.filter((row) => row.area === area && holds(row, at)),
      settings: byDay((at) => settingsOf(SETTING_KPIS.flatMap((id) => this.methodicAt(id, at) ?? []))),
      fullBucket: bucketAtOrAbove(edges, 90) ?? edges.length + 1,
      fillBuckets: edges.length + 1,
      dueBucket: bucketAtOrAbove(edges, 80) ?? edges.length + 1,
    };
  }

  /** The computed definition of a KPI (or of a member's family) that holds at a moment; the newest version wins. */
  definitionAt(kpi: string, at: number): KpiDefinition | null {
    const family = familyOf(kpi);
    return this.computed.get(family)?.find(({ from, to }) => from <= at && at < to)?.row ?? null;
  }

  /** The newest definition that holds at a moment and is computed by a named method: a formula of its own sets nothing. */
  private methodicAt(kpi: string, at: number): KpiDefinition | null {
    const versions = this.computed.get(kpi) ?? [];
    return versions.find(({ from, to, row }) => from <= at && at < to && !isExpressed(row))?.row ?? null;
  }

  /** Unit of a KPI or member, by its newest definition. */
  unitOf(kpi: string): string {
    const known = this.units.get(kpi) ?? this.findUnit(kpi);
    this.units.set(kpi, known);
    return known;
  }

  private findUnit(kpi: string): string {
    const family = familyOf(kpi);
    const newest = this.facts.definitions
      .filter((row) => row.id === family)
      .reduce<KpiDefinition | null>((a, b) => (a === null || b.version > a.version ? b : a), null);
    const member = newest?.members.find((row) => `${family}.${row.id}` === kpi);
    return member?.unit ?? newest?.unit ?? '';
  }

  /** Periods at which a KPI is served at a moment; null when it isn't computed then. */
  periodsAt(family: string, at: number): readonly Period[] | null {
    return this.definitionAt(family, at)?.periods ?? null;
  }

  /** What computes a KPI, or the members of its family, at a moment: a formula of its definition, else a named method. */
  membersAt(kpi: string, at: number): readonly MemberMethod[] {
    const definition = this.definitionAt(kpi, at);
    if (definition === null) return [];
    return this.methodsOf(definition).filter((one) => one.kpi === kpi || one.family === kpi);
  }

  /** Members of a domain that are served at a period that starts at `at`. */
  servedAt(domain: string, period: Period, at: number): readonly MemberMethod[] {
    // Definitions hold from and to local midnights.
    const key = `${domain}|${period}|${localDay(at)}`;
    if (this.served.size > MAX_SERVED) this.served.clear();
    const known = this.served.get(key) ?? this.findServed(domain, period, at);
    this.served.set(key, known);
    return known;
  }

  private findServed(domain: string, period: Period, at: number): readonly MemberMethod[] {
    const members = [...this.computed.keys()].flatMap((family) => {
      const definition = this.definitionAt(family, at);
      return definition === null ? [] : this.methodsOf(definition).filter((one) => one.domain === domain);
    });
    return membersServed(members, period, (family) => this.periodsAt(family, at));
  }

  /** Every KPI of a domain that any version has computed: what the store may hold. */
  everyMember(domain: string): readonly string[] {
    if (domain === SERIES_DOMAIN) return SERIES_KPIS.map(({ kpi }) => kpi);
    return [...new Set(this.everyMethod().flatMap((one) => (one.domain === domain ? [one.kpi] : [])))];
  }

  /** The named methods, and the formulas of all versions. */
  everyMethod(): readonly MemberMethod[] {
    return [...MEMBERS, ...[...this.expressed.values()].flat()];
  }

  private methodsOf(definition: KpiDefinition): readonly MemberMethod[] {
    return this.expressed.get(definition) ?? METHODS.get(definition.id) ?? [];
  }

  private pcuAt(roadType: string, at: number): Readonly<Record<string, number>> {
    const tables = this.facts.pcu.filter((row) => row.standard === 'default' && holds(row, at));
    const table =
      tables.find((row) => row.roadType === roadType) ?? tables.find((row) => row.roadType === 'urban');
    return table?.factors ?? DEFAULT_PCU;
  }
}

function familyOf(kpi: string): string {
  const dot = kpi.indexOf('.');
  return dot < 0 ? kpi : kpi.slice(0, dot);
}

/** Definitions hold from and to local midnights, and hours ask for the same day's settings again and again. */
function byDay(look: (at: number) => MethodSettings): MethodContext['settings'] {
  const known = new Map<number, MethodSettings>();
  return (at) => {
    const day = localDay(at);
    let found = known.get(day);
    if (found === undefined) {
      if (known.size > 1000) known.clear();
      known.set(day, (found = look(at)));
    }
    return found;
  };
}

/** The table changes with the date at most; looking it up for every station and quarter would cost. */
function memoised(
  look: (roadType: string, at: number) => Readonly<Record<string, number>>,
): MethodContext['pcu'] {
  const known = new Map<string, Readonly<Record<string, number>>>();
  return (roadType, at) => {
    const key = `${roadType}|${Math.floor(at / 3_600_000)}`;
    let found = known.get(key);
    if (found === undefined) {
      if (known.size > 1000) known.clear();
      known.set(key, (found = look(roadType, at)));
    }
    return found;
  };
}
