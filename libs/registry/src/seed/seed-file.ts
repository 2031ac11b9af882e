import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { SeedError } from './seed.errors.js';

type Path = readonly (string | number)[];

/** One YAML file of the seeds folder, parsed, that can say on which line a value stands. */
export class SeedFile {
  private constructor(
    readonly name: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  /** Reads and parses `dir/name`; a missing file and a YAML mistake are SeedErrors. */
  static open(dir: string, name: string): SeedFile {
    const text = readSeedText(dir, name);
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
    const mistake = document.errors[0];
    if (mistake !== undefined) {
      throw new SeedError(
        name,
        `line ${lines.linePos(mistake.pos[0]).line}`,
        mistake.message.split('\n')[0] ?? '',
      );
    }
    return new SeedFile(name, document, lines);
  }

  /** The whole document as plain data, unchecked. */
  raw(): unknown {
    return this.document.toJS() as unknown;
  }

  /** The document as `schema` reads it; the first thing wrong is thrown with its line, path and what is allowed. */
  parse<S extends z.ZodType>(schema: S): z.infer<S> {
    const result = schema.safeParse(this.raw());
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    if (issue === undefined) throw new SeedError(this.name, '', 'not valid');
    const more = result.error.issues.length - 1;
    this.refuse(
      issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key)),
      more === 0 ? issue.message : `${issue.message} (and ${more} more)`,
    );
  }

  /** Throws a SeedError that points at the value under `path`. */
  refuse(path: Path, detail: string): never {
    throw new SeedError(this.name, `line ${this.lineOf(path)}, ${path.join('.')}`, detail);
  }

  private lineOf(path: Path): number {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = this.document.getIn(path.slice(0, depth), true) as
        { range?: readonly [number, number, number] | null } | undefined;
      const start = node?.range?.[0];
      if (start !== undefined) return this.lines.linePos(start).line;
    }
    return 1;
  }
}

/** Text of `dir/name`, in NFC. A missing file is a SeedError. */
export function readSeedText(dir: string, name: string): string {
  try {
    return readFileSync(join(dir, name), 'utf8').normalize('NFC');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SeedError(name, '', `the file is needed: ${reason}`);
  }
}
