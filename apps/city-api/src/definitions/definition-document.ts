import type { PipeTransform } from '@nestjs/common';
import { kpiDefinitionSchema, type KpiDefinition, rollupSchema } from '@app/kpi';
import { isMap, isSeq, LineCounter, type Node, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { person } from '../http/person.js';
import { Problem } from '../http/problem.js';
import { excessOf } from './yaml-extent.js';

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

/** A mistake with its place in the document. */
export interface PlacedMistake {
  readonly path: string;
  readonly message: string;
}

/** A definition that has been read, which can say where in its text a value stands. */
export class DefinitionDocument {
  constructor(
    private readonly input: DefinitionInput,
    private readonly place: (path: string) => string,
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
    const { value, place } = typeof body === 'string' ? readYaml(body) : { value: body, place: bare };
    const parsed = definitionInput.safeParse(value ?? {});
    if (parsed.success) return new DefinitionDocument(parsed.data, place);
    throw refusal(
      parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        message: issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : issue.message,
      })),
      place,
    );
  }
}

const bare = (path: string): string => path;

function refusal(mistakes: readonly PlacedMistake[], place: (path: string) => string): Problem {
  const errors = mistakes.map(({ path, message }) => ({ path: place(path), message }));
  const [first] = errors;
  return new Problem(400, first ? `${first.path || 'definition'}: ${first.message}` : 'not valid', errors);
}

function readYaml(text: string): { value: unknown; place: (path: string) => string } {
  const excess = excessOf(text);
  if (excess !== null) throw refusal([{ path: '', message: excess }], bare);
  const lines = new LineCounter();
  const document = parseDocument(text.normalize('NFC'), { lineCounter: lines, uniqueKeys: true });
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const { line, col } = lines.linePos(mistake.pos[0]);
    const message = mistake.message.split('\n')[0] ?? 'not YAML';
    throw refusal([{ path: '', message }], () => `line ${line}, column ${col}`);
  }
  const place = (path: string): string => {
    const { line } = lines.linePos(offsetOf(document, path.split('.')));
    return `line ${line}${path === '' ? '' : `, ${path}`}`;
  };
  return { value: valueOf(document), place };
}

/** Aliases are only followed now: one without an anchor, one of itself, or too many of them are refused. */
function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw refusal([{ path: '', message }], bare);
  }
}

/** Where the value under a path begins, or the nearest one above it that is there. */
function offsetOf(document: Document, path: readonly string[]): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of path) {
    if (!isMap(node) && !isSeq(node)) break;
    node = (node.get(isSeq(node) ? Number(key) : key, true) ?? null) as Node | null;
    offset = node?.range?.[0] ?? offset;
  }
  return offset;
}
