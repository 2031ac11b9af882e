/** Steps that one path may have: a payload is no deeper. */
const MAX_STEPS = 8;
const MAX_TEXT = 200;
/** Elements that a step like `[name=PM2_5]` looks at. */
const MAX_SEARCHED = 1000;

/** A key, an index, or the first element whose key has a value. */
type Step = string | number | { readonly key: string; readonly value: string };

/** A way into a payload, as in `values[name=PM2_5].value`. */
export interface Path {
  readonly text: string;
  /** Begins at the message (`$`), not at the reading. */
  readonly fromRoot: boolean;
  /** `@key`: the name or number that the reading stands under. */
  readonly isKey: boolean;
  readonly steps: readonly Step[];
  /** Ends with `.*`: every member of what it leads to. */
  readonly each: boolean;
}

const STEP = /\.?(?:([^.[\]="'*@$]+)|\[(\d{1,4})\]|\["([^"]+)"\]|\[([^\]="]+)=([^\]"]+)\])/uy;

/** Reads a path; a string says what is wrong with it. */
export function parsePath(text: string): Path | string {
  if (text.length > MAX_TEXT) return `at most ${MAX_TEXT} characters`;
  if (text === '@key') return { text, fromRoot: false, isKey: true, steps: [], each: false };
  const fromRoot = text.startsWith('$');
  const each = text.endsWith('.*');
  const inner = text.slice(fromRoot ? 1 : 0, each ? -2 : undefined);
  const steps: Step[] = [];
  let at = 0;
  while (at < inner.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(inner);
    if (match === null || (at === 0 && !fromRoot && inner.startsWith('.')))
      return `${JSON.stringify(inner.slice(at, at + 20))} is no step: a key, [0], ["a key"] or [key=value]`;
    if (at > 0 && match[1] !== undefined && inner[at] !== '.') return `a dot is wanted before ${match[1]}`;
    const step = stepOf(match);
    const name = typeof step === 'object' ? step.key : step;
    // Inherited names lead out of the payload.
    if (typeof name === 'string' && name in Object.prototype) return `${name} is no key that may be read`;
    steps.push(step);
    at = STEP.lastIndex;
  }
  if (steps.length > MAX_STEPS) return `at most ${MAX_STEPS} steps`;
  if (steps.length === 0 && !fromRoot && !each) return 'is empty';
  return { text, fromRoot, isKey: false, steps, each };
}

function stepOf([, key, index, quoted, where, value]: RegExpExecArray): Step {
  if (index !== undefined) return Number(index);
  if (where !== undefined && value !== undefined) return { key: where, value };
  return quoted ?? key ?? '';
}

/** Last key of a path, which says what is read; null where it ends with an index. */
export function lastKey({ steps }: Path): string | null {
  const last = steps.at(-1);
  return typeof last === 'string' ? last : null;
}

/** What a path's steps lead to from a value of parsed JSON; undefined where there is nothing. */
export function follow(steps: readonly Step[], from: unknown): unknown {
  let at = from;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null) return undefined;
    if (typeof step === 'string') at = Array.isArray(at) ? undefined : (at as Record<string, unknown>)[step];
    else if (!Array.isArray(at)) return undefined;
    else at = typeof step === 'number' ? (at as unknown[])[step] : search(at, step.key, step.value);
  }
  return at;
}

function search(list: readonly unknown[], key: string, value: string): unknown {
  const end = Math.min(list.length, MAX_SEARCHED);
  for (let i = 0; i < end; i++) {
    const one = list[i];
    if (typeof one !== 'object' || one === null) continue;
    const found = (one as Record<string, unknown>)[key];
    if (found === value || (typeof found === 'number' && String(found) === value)) return one;
  }
  return undefined;
}
