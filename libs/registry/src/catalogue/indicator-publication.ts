import type { IndicatorValue } from '../seed/indicators.schema.js';

/** A value to be published. `revision` only orders rows of one period in a file; the registry counts its own. */
export type NewIndicatorValue = Omit<IndicatorValue, 'revision'> & { readonly revision?: number };

/** What became, or would become, of a row: new, another number for a known period, or known already. */
export type PublicationOutcome = 'added' | 'revised' | 'unchanged';

/** A row that is to be stored under the registry's next revision number. */
export interface PublishedRow {
  readonly period: string;
  readonly revision: number;
  readonly body: IndicatorValue;
}

interface Known {
  readonly newest: number;
  /** Contents of the observed and of the planned numbers, oldest first. */
  readonly observed: readonly string[];
  readonly planned: readonly string[];
}

const FIELDS = [
  'value',
  'lo',
  'hi',
  'unit',
  'status',
  'confidence',
  'source',
  'publishedAt',
  'note',
] as const satisfies readonly (keyof IndicatorValue)[];

/**
 * Decides what publishing rows over stored values comes to: a row that says what the newest stored one says changes nothing; any
 * other becomes the next revision. Plans and observations don't revise one another. A row that carries a revision number stems
 * from an export and is known when any stored revision says the same.
 */
export function publication(
  stored: readonly IndicatorValue[],
  rows: readonly NewIndicatorValue[],
): { readonly outcomes: readonly PublicationOutcome[]; readonly store: readonly PublishedRow[] } {
  const known = new Map<string, Known>();
  for (const value of stored.toSorted((a, b) => a.revision - b.revision))
    remember(known, value, value.revision);
  const order = rows
    .map((_, i) => i)
    .sort((a, b) => (rows[a]?.revision ?? 0) - (rows[b]?.revision ?? 0) || a - b);
  const outcomes: PublicationOutcome[] = rows.map(() => 'unchanged');
  const store: PublishedRow[] = [];
  for (const i of order) {
    const row = rows[i];
    if (row === undefined) continue;
    const { newest = 0, ...lists } = known.get(keyOf(row)) ?? {};
    const same = listOf(lists, row) ?? [];
    const content = contentOf(row);
    if (row.revision === undefined ? same.at(-1) === content : same.includes(content)) continue;
    outcomes[i] = same.length === 0 ? 'added' : 'revised';
    const revision = newest + 1;
    store.push({ period: `${row.period}:${row.from}`, revision, body: { ...row, revision } });
    remember(known, row, revision);
  }
  return { outcomes, store };
}

function listOf(lists: Partial<Known>, row: NewIndicatorValue): readonly string[] | undefined {
  return row.status === 'plan' ? lists.planned : lists.observed;
}

function remember(known: Map<string, Known>, row: NewIndicatorValue, revision: number): void {
  const before = known.get(keyOf(row)) ?? { newest: 0, observed: [], planned: [] };
  const kind = row.status === 'plan' ? 'planned' : 'observed';
  known.set(keyOf(row), {
    ...before,
    newest: Math.max(before.newest, revision),
    [kind]: [...before[kind], contentOf(row)],
  });
}

function keyOf({ indicator, set, area, period, from }: NewIndicatorValue): string {
  return `${indicator}|${set}|${area}|${period}|${from}`;
}

function contentOf(row: NewIndicatorValue): string {
  return JSON.stringify(FIELDS.map((field) => row[field] ?? null));
}
