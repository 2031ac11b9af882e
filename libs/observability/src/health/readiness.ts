/** Result of one check, in words that say what is the matter. */
export interface Check {
  readonly ok: boolean;
  readonly detail: string;
}

/** What `/ready` answers. */
export interface ReadyState {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, Check>>;
  /** What the operator should know although the process can do its work. */
  readonly warnings: readonly string[];
}

type Source<T> = () => T | Promise<T>;

/** A check that has not answered after so long is a failing one. */
const ANSWER_WITHIN_MS = 5_000;

/**
 * Whether this process can do its work, from what its parts say: each adds its check where it is made, and a process
 * that holds fewer parts has fewer checks.
 */
export class Readiness {
  private readonly checks = new Map<string, Source<Check>>();
  private readonly notes: Source<string | null>[] = [];

  /** @param check may throw or never answer: both are a failing check */
  add(name: string, check: Source<Check>): void {
    this.checks.set(name, check);
  }

  has(name: string): boolean {
    return this.checks.has(name);
  }

  /** @param note null while there is nothing to say; one that throws says nothing */
  warn(note: Source<string | null>): void {
    this.notes.push(note);
  }

  /** Asks every part, side by side. Never rejects. */
  async state(): Promise<ReadyState> {
    const [answers, notes] = await Promise.all([
      Promise.all([...this.checks].map(async ([name, check]) => [name, await answer(check)] as const)),
      Promise.all(this.notes.map((note) => within(note).catch(() => null))),
    ]);
    return {
      ready: answers.every(([, { ok }]) => ok),
      checks: Object.fromEntries(answers),
      warnings: notes.filter((note) => note !== null),
    };
  }
}

async function answer(check: Source<Check>): Promise<Check> {
  try {
    const { ok, detail } = await within(check);
    return { ok, detail };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function within<T>(source: Source<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${ANSWER_WITHIN_MS / 1000} s`)),
      ANSWER_WITHIN_MS,
    );
  });
  try {
    return await Promise.race([source(), late]);
  } finally {
    clearTimeout(timer);
  }
}
