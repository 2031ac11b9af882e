import { send } from '../http.js';
import type { Operation } from './document.js';

/** Parameters and properties that are called otherwise than the list that holds what they name. */
const LISTS: Readonly<Record<string, string>> = {
  reportingSet: 'reporting-sets',
  rule: 'alarm-rules',
  unit: 'plan/units',
  task: 'plan/tasks',
};
const KEPT = 50;

/**
 * Names of things that are there, so that requests get further than "no such thing": collected from every answer, by the
 * list that they stand in.
 */
export class KnownNames {
  private readonly byList = new Map<string, string[]>();

  /** Names of what a parameter or property of this name means; `path` says what `{id}` is of. */
  of(name: string, path: string): readonly string[] {
    const [before = ''] = path.split(`/{${name}}`, 1);
    const list = path.includes(`{${name}}`)
      ? before
      : `/api/v1/${LISTS[name] ?? `${name.replace(/s$/, '')}s`}`;
    return this.byList.get(list) ?? [];
  }

  /** Takes what an answer to a list, or to having added to one, names. */
  learn(path: string, text: string): void {
    const body = parsed(text);
    const items = Array.isArray(body?.['items']) ? (body['items'] as unknown[]) : [body];
    const known = this.byList.get(path) ?? [];
    for (const item of items) {
      const name = identityOf(item);
      if (name !== null && !known.includes(name)) known.push(name);
    }
    this.byList.set(path, known.slice(-KEPT));
  }

  /** Asks every list that needs no parameter. */
  async look(port: number, authorization: string, operations: readonly Operation[]): Promise<void> {
    for (const { method, path, parameters } of operations) {
      if (method !== 'GET' || path.includes('feed') || parameters.some(({ required }) => required)) continue;
      const { status, text } = await send(port, { method, path, headers: { authorization } });
      if (status === 200) this.learn(path, text);
    }
  }
}

function identityOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  const { id, code, number } = item as Record<string, unknown>;
  const name = id ?? code ?? number;
  return typeof name === 'string' || typeof name === 'number' ? String(name) : null;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}
