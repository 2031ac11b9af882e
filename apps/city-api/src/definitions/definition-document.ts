import type { PipeTransform } from '@nestjs/common';
import { kpiDefinitionSchema, type KpiDefinition, rollupSchema } from '@app/kpi';
import { z } from 'zod';
import { parsePlaced, type Place, type PlacedMistake, readDocument, refusal } from '../http/document.js';
import { person } from '../http/person.js';
import type { Problem } from '../http/problem.js';

const localDate = z.iso.date('a local date, YYYY-MM-DD');

/** A definition as a planner writes it: what seeds must say and a formula implies is optional. */
export const definitionInput = kpiDefinitionSchema
  .extend({
    version: z.number().int().min(1).optional().describe('default: the one after the newest'),
    dimension: z.string().default('index'),
    method: z.null().default(null),
    formula: z.string().optional().describe('in words; default: the expression'),
    rollup: rollupSchema.default('expression'),
    direction: kpiDefinitionSchema.shape.direction.default('context'),
    precision: kpiDefinitionSchema.shape.precision.default(2),
    status: z.enum(['computed', 'shadow']).default('computed'),
    validFrom: localDate
      .optional()
      .describe(
        'first local day for which this version computes; default: of a new KPI 2019-01-01, of a new version today',
      ),
    validTo: localDate.nullable().default(null),
    by: person.default('quản trị viên'),
  })
  .meta({ id: 'KpiDefinitionInput' });
type DefinitionInput = z.infer<typeof definitionInput>;

/** A definition that has been read, which can say where in its text a value stands. */
export class DefinitionDocument {
  constructor(
    private readonly input: DefinitionInput,
    private readonly place: Place,
  ) {}

  get by(): string {
    return this.input.by;
  }

  get id(): string {
    return this.input.id;
  }

  /** The definition with what the document leaves out. */
  definition(nextVersion: number, validFrom: string): KpiDefinition {
    const { by: _, ...rest } = this.input;
    const texts = [rest.expression, ...rest.members.map((member) => member.expression)];
    return kpiDefinitionSchema.parse({
      ...rest,
      version: rest.version ?? nextVersion,
      formula: rest.formula ?? texts.filter((text) => text !== undefined).join('; '),
      validFrom: rest.validFrom ?? validFrom,
    });
  }

  /** Problem 400 that names each mistake and where it stands. */
  refuse(mistakes: readonly PlacedMistake[]): Problem {
    return refusal(mistakes, this.place);
  }
}

/** Reads a definition from JSON, or from YAML with the lines of its mistakes. */
export class DefinitionPipe implements PipeTransform<unknown, DefinitionDocument> {
  transform(body: unknown): DefinitionDocument {
    const { value, place } = readDocument(body);
    return new DefinitionDocument(parsePlaced(definitionInput, value, place), place);
  }
}
