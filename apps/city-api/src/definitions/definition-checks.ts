import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { definitionMistakes, expressedMembers, formatLocal, type KpiDefinition, membersOf } from '@app/kpi';
import { IndicatorRepository, InventoryCache } from '@app/registry';
import { Definitions } from '../kpis/definitions.js';
import type { PlacedMistake } from '../http/document.js';
import type { DefinitionDocument } from './definition-document.js';

/** From here on the catalogue's own definitions hold. */
const FIRST_DAY = '2019-01-01';

/** Checks a definition against what this city has: components, facts, series, and the versions that are there. */
@Injectable()
export class DefinitionChecks {
  constructor(
    private readonly definitions: Definitions,
    private readonly indicators: IndicatorRepository,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  /** The definition that a document stands for. Problem 400 with everything that is wrong, each with its place. */
  async check(document: DefinitionDocument): Promise<KpiDefinition> {
    const versions = this.definitions.versions(document.id);
    // A new KPI has values for all that is past, too; a new version leaves those to the version before.
    const validFrom = versions.length === 0 ? FIRST_DAY : formatLocal(this.clock.now()).slice(0, 10);
    const definition = document.definition((versions[0]?.version ?? 0) + 1, validFrom);
    const facts = new Set(['area_km2', ...this.cache.current().areaFacts.map((fact) => fact.key)]);
    const series = new Set((await this.indicators.indicators()).map((one) => one.id));
    const mistakes = [
      ...definitionMistakes(definition, { facts, series }),
      ...againstVersions(definition, versions),
      ...ownMistakes(definition),
    ];
    if (mistakes.length > 0) throw document.refuse(mistakes);
    return definition;
  }
}

/** A KPI's components stay in one family, or its history would be computed in two places. */
function againstVersions(definition: KpiDefinition, versions: readonly KpiDefinition[]): PlacedMistake[] {
  const before =
    membersOf(definition.id)[0]?.domain ?? versions.find((one) => one.status !== 'planned')?.family;
  const now = expressedMembers(definition)[0]?.domain;
  if (before === undefined || now === undefined || before === now) return [];
  return [
    { path: 'family', message: `${definition.id} is computed from ${before}; another family is another KPI` },
  ];
}

function ownMistakes({ members, targets, validFrom, validTo }: KpiDefinition): PlacedMistake[] {
  const ids = members.map((member) => member.id);
  return [
    ...ids.flatMap((id, i) =>
      ids.indexOf(id) === i ? [] : [{ path: `members.${i}.id`, message: `${id} stands twice` }],
    ),
    ...targets.flatMap(({ member }, i) =>
      member === undefined || ids.includes(member)
        ? []
        : [
            {
              path: `targets.${i}.member`,
              message: `no member ${member}; there are ${ids.join(', ') || 'none'}`,
            },
          ],
    ),
    ...(validTo !== null && validTo <= validFrom
      ? [{ path: 'validTo', message: 'must be after validFrom' }]
      : []),
  ];
}
