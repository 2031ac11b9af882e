import type { Period } from '@app/contracts';
import { DOMAINS, membersOf } from '../catalogue.js';
import type { Domain, MemberMethod } from '../core/method.js';
import type { KpiDefinition } from '../definition.schema.js';
import { compileExpression } from './compile.js';
import type { KnownKeys } from './walk.js';

/** What is wrong in a definition, and where: `expression`, `members.0.expression`, `periods.2` … */
export interface DefinitionMistake {
  readonly path: string;
  readonly message: string;
}

type Formulas = Pick<KpiDefinition, 'id' | 'family' | 'expression' | 'members' | 'periods'>;

const LONG: readonly Period[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
const ANY_KEY: KnownKeys = { facts: null, series: null };

/** True for a definition that is computed by its own formula. */
export function isExpressed(definition: Pick<Formulas, 'expression' | 'members'>): boolean {
  return (
    definition.expression !== undefined || definition.members.some((one) => one.expression !== undefined)
  );
}

/** Periods at which a domain's components are there. */
function periodsOf(domain: Domain): readonly Period[] {
  return [...domain.subHour, ...LONG];
}

/**
 * Everything that keeps a definition from being computed, beyond what its schema says. A definition without a formula
 * must be one of this library's own.
 */
export function definitionMistakes(
  definition: KpiDefinition,
  known: KnownKeys = ANY_KEY,
): DefinitionMistake[] {
  if (definition.status === 'planned') return [];
  if (!isExpressed(definition)) {
    if (membersOf(definition.id).length > 0) return [];
    return [{ path: 'expression', message: `no method computes ${definition.id}; write its formula here` }];
  }
  const domain = DOMAINS.get(definition.family ?? '');
  if (domain === undefined) {
    const message = `a formula needs a family with components: ${[...DOMAINS.keys()].join(', ')}`;
    return [{ path: 'family', message }];
  }
  const periods = periodsOf(domain);
  return [
    ...formulaMistakes(definition, domain, known),
    ...definition.periods.flatMap((period, i) =>
      periods.includes(period)
        ? []
        : [{ path: `periods.${i}`, message: `${domain.id} has ${periods.join(', ')}, not ${period}` }],
    ),
  ];
}

function formulaMistakes(definition: KpiDefinition, domain: Domain, known: KnownKeys): DefinitionMistake[] {
  const { expression, members } = definition;
  if (members.length === 0) return textMistakes('expression', expression ?? '', domain, known);
  const found = members.flatMap((member, i) => {
    const path = `members.${i}.expression`;
    if (member.expression === undefined) return [{ path, message: 'every member needs a formula, or none' }];
    return textMistakes(path, member.expression, domain, known);
  });
  const both = { path: 'expression', message: 'a family has a formula in each member, none of its own' };
  return expression === undefined ? found : [both, ...found];
}

function textMistakes(path: string, text: string, domain: Domain, known: KnownKeys): DefinitionMistake[] {
  return compileExpression(text, { ...known, components: domain.components }).mistakes.map(
    ({ line, column, message }) => ({ path, message: `line ${line}, column ${column}: ${message}` }),
  );
}

/** The members of a definition with formulas, ready to be evaluated; a member whose formula is wrong is left out. */
export function expressedMembers(definition: Formulas): MemberMethod[] {
  const domain = DOMAINS.get(definition.family ?? '');
  if (domain === undefined) return [];
  const at = Object.fromEntries(domain.components.map((name, i) => [name, i]));
  const formulas =
    definition.members.length === 0
      ? [{ kpi: definition.id, text: definition.expression }]
      : definition.members.map((one) => ({ kpi: `${definition.id}.${one.id}`, text: one.expression }));
  return formulas.flatMap(({ kpi, text }): MemberMethod[] => {
    if (text === undefined) return [];
    const { expression } = compileExpression(text, { ...ANY_KEY, components: domain.components });
    if (expression === null) return [];
    return [
      {
        kpi,
        family: definition.id,
        domain: domain.id,
        periods: periodsOf(domain),
        formula: { kind: 'expression', expression, at },
        without: null,
      },
    ];
  });
}
