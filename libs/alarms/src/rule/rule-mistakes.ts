import { PLACEHOLDERS } from './alarm-text.js';
import type { AlarmRule, MeasureRule, RuleLimit } from './rule.schema.js';

/** What is wrong in a rule, and where: `limit.fact`. */
export interface RuleMistake {
  readonly path: string;
  readonly message: string;
}

/** What rules may name, as the registry has it. */
export interface KnownNames {
  readonly areas: ReadonlySet<string>;
  readonly stations: ReadonlySet<string>;
  readonly profiles: ReadonlySet<string>;
  /** Kind of each measure by `family.key`. */
  readonly measures: ReadonlyMap<string, string>;
  readonly facts: ReadonlySet<string>;
  /** Periods at which each KPI or member is served. */
  readonly kpis: ReadonlyMap<string, readonly string[]>;
  /** Measures that a limit of ambient air may hold for, as `air.pm25/24h`. */
  readonly airLimits: ReadonlySet<string>;
}

const STATISTICS: Readonly<Record<string, readonly string[]>> = {
  count: ['sum'],
  gauge: ['mean', 'min', 'max'],
  level: ['mean', 'min', 'max'],
  meter: ['sum'],
};

/** Everything that keeps a rule from being evaluated, beyond what its schema says; empty: nothing. */
export function ruleMistakes(rule: AlarmRule, known: KnownNames): RuleMistake[] {
  return [
    ...scopeMistakes(rule, known),
    ...textMistakes(rule),
    ...(rule.kind === 'kpi' ? kpiMistakes(rule.kpi, rule.period, known) : []),
    ...(rule.kind === 'silence' || rule.kind === 'kpi' ? [] : measureMistakes(rule, known)),
  ];
}

function scopeMistakes({ kind, scope }: AlarmRule, known: KnownNames): RuleMistake[] {
  const missing = (key: 'areas' | 'stations' | 'profiles'): RuleMistake[] =>
    (scope[key] ?? []).flatMap((id, i) =>
      known[key].has(id) ? [] : [{ path: `scope.${key}.${i}`, message: `there is no ${id}` }],
    );
  const unused = (key: 'stations' | 'profiles'): RuleMistake[] =>
    kind === 'kpi' && scope[key] !== undefined
      ? [{ path: `scope.${key}`, message: 'a KPI rule is about areas' }]
      : missing(key);
  return [...missing('areas'), ...unused('stations'), ...unused('profiles')];
}

function textMistakes({ text }: AlarmRule): RuleMistake[] {
  return (['vi', 'en'] as const).flatMap((language) =>
    [...text[language].matchAll(/\{([^{}]*)\}/g)].flatMap(([, name = '']) =>
      PLACEHOLDERS.includes(name)
        ? []
        : [{ path: `text.${language}`, message: `{${name}}: allowed are ${PLACEHOLDERS.join(', ')}` }],
    ),
  );
}

function kpiMistakes(kpi: string, period: string, known: KnownNames): RuleMistake[] {
  const periods = known.kpis.get(kpi);
  if (periods === undefined)
    return [{ path: 'kpi', message: `no KPI ${kpi} is computed; a family needs its member` }];
  if (periods.includes(period)) return [];
  return [{ path: 'period', message: `${kpi} is served at ${periods.join(', ')}` }];
}

function measureMistakes(rule: MeasureRule, known: KnownNames): RuleMistake[] {
  const kind = known.measures.get(rule.measure);
  if (kind === undefined)
    return [{ path: 'measure', message: `no measure ${rule.measure} in the catalogue` }];
  const found: RuleMistake[] = [];
  const allowed = STATISTICS[kind];
  if (allowed === undefined) found.push({ path: 'measure', message: `rules cannot be about a ${kind}` });
  if (rule.kind === 'frozen') {
    if (kind !== 'gauge' && kind !== 'level')
      found.push({ path: 'measure', message: `a ${kind} is not a value that could freeze` });
    return found;
  }
  if (rule.statistic !== undefined && allowed?.includes(rule.statistic) === false)
    found.push({ path: 'statistic', message: `of a ${kind} allowed are ${allowed.join(', ')}` });
  if (rule.kind !== 'threshold') return found;
  const { relative } = rule;
  if (relative !== undefined && !known.facts.has(factOf(relative.fact)))
    found.push({ path: 'relative.fact', message: `no fact ${factOf(relative.fact)}` });
  return [...found, ...limitMistakes(rule.limit, rule.measure, known)];
}

function limitMistakes(limit: RuleLimit, measure: string, known: KnownNames): RuleMistake[] {
  if (typeof limit === 'number') return [];
  if ('fact' in limit) {
    const fact = factOf(limit.fact);
    return known.facts.has(fact) ? [] : [{ path: 'limit.fact', message: `no fact ${fact}` }];
  }
  if (known.airLimits.has(`${measure}/${limit.averaging}`)) return [];
  return [{ path: 'limit.averaging', message: `no limit of ${measure} over ${limit.averaging} is known` }];
}

function factOf(path: string): string {
  return path.split('.')[0] ?? '';
}
