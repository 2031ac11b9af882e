import type { Credential } from '@app/registry';
import type { CredentialSource } from './sources.js';

/** Principals asked about in one query. */
export const AT_ONCE = 1_000;

interface Question {
  readonly answer: Promise<readonly Credential[]>;
  readonly resolve: (found: readonly Credential[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks for the credentials of single principals in few queries: while one is answered, whoever else comes is gathered for the
 * next. After a restart a city's devices come back at once, and none of them is in memory.
 */
export class GroupedLookUps {
  private gathered = new Map<string, Question>();
  private asking = false;

  constructor(private readonly source: CredentialSource) {}

  /** What the source says when it is asked from now on, never an answer to an earlier query. Rejects as the source does. */
  of(principal: string): Promise<readonly Credential[]> {
    const asked = this.gathered.get(principal) ?? question();
    this.gathered.set(principal, asked);
    if (!this.asking) void this.ask();
    return asked.answer;
  }

  private async ask(): Promise<void> {
    this.asking = true;
    while (this.gathered.size > 0) await this.answer(this.nextGroup());
    this.asking = false;
  }

  private nextGroup(): ReadonlyMap<string, Question> {
    const all = [...this.gathered];
    this.gathered = new Map(all.slice(AT_ONCE));
    return new Map(all.slice(0, AT_ONCE));
  }

  private async answer(group: ReadonlyMap<string, Question>): Promise<void> {
    try {
      const found = new Map<string, Credential[]>([...group.keys()].map((principal) => [principal, []]));
      for (const one of await this.source.of([...group.keys()])) found.get(one.principal)?.push(one);
      for (const [principal, { resolve }] of group) resolve(found.get(principal) ?? []);
    } catch (error) {
      for (const { reject } of group.values()) reject(error);
    }
  }
}

function question(): Question {
  let resolve!: Question['resolve'];
  let reject!: Question['reject'];
  const answer = new Promise<readonly Credential[]>((yes, no) => ([resolve, reject] = [yes, no]));
  return { answer, resolve, reject };
}
