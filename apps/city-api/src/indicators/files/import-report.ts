import type { PublicationOutcome } from '@app/registry';
import { z } from 'zod';
import { Problem } from '../../http/problem.js';
import type { ReadRows } from '../../spreadsheet/row-reader.js';

const problemSchema = z.object({
  row: z.number().int().meta({ description: 'as a spreadsheet counts; the header is a row' }),
  column: z.string().nullable().meta({ description: 'null: the row as a whole' }),
  cell: z.string().nullable().meta({ description: 'address of the cell, e.g. F12' }),
  code: z.string().meta({ description: 'kind of problem' }),
  message: z.string(),
});

export const importReportSchema = z
  .object({
    dryRun: z.boolean().meta({ description: 'true: nothing was stored' }),
    rows: z.number().int().meta({ description: 'rows without a problem' }),
    added: z.number().int(),
    revised: z.number().int(),
    unchanged: z.number().int(),
    problemCount: z.number().int(),
    problems: z.array(problemSchema).meta({ description: 'the first thousand' }),
  })
  .meta({ id: 'ImportReport' });

/** What an import did, or would do. */
export type ImportReport = z.infer<typeof importReportSchema>;

export function reportOf<T>(
  { rows, problems }: ReadRows<T>,
  outcomes: readonly PublicationOutcome[],
  dryRun: boolean,
): ImportReport {
  const count = (wanted: PublicationOutcome): number => outcomes.filter((one) => one === wanted).length;
  return {
    dryRun,
    rows: rows.length,
    added: count('added'),
    revised: count('revised'),
    unchanged: count('unchanged'),
    problemCount: problems.count,
    problems: [...problems.listed],
  };
}

/** The report of an import that was meant to be stored. Problem 422 that names every place when it could not be. */
export function requireStored(report: ImportReport): ImportReport {
  if (report.problemCount === 0) return report;
  const [first] = report.problems;
  const where =
    first === undefined ? '' : `; first: row ${first.row}, ${first.column ?? 'whole row'}: ${first.message}`;
  throw new Problem(
    422,
    `nothing was stored: ${report.problemCount} problems${where}`,
    report.problems.map(({ row, column, cell, code, message }) => ({
      path: `row ${row}${column === null ? '' : `, column ${column}`}`,
      message,
      row,
      column,
      cell,
      code,
    })),
  );
}
