import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The dashboard's own stylesheet, with its colours and letters, for pages that are made here. */
export class Look {
  private constructor(
    /** Path of the stylesheet; null where the dashboard has not been built. */
    readonly stylesheet: string | null,
  ) {}

  /** @param folder the built dashboard */
  static of(folder: string): Look {
    try {
      const page = readFileSync(join(folder, 'index.html'), 'utf8');
      return new Look(/<link rel="stylesheet"[^>]* href="(\/assets\/[\w.-]+\.css)"/.exec(page)?.[1] ?? null);
    } catch {
      return new Look(null);
    }
  }
}
