/** A mapping as somebody writes it, or why it isn't JSON yet. */
export type ReadMapping = { readonly mapping: object } | { readonly mistake: string };

/** Reads what was written; what it means is for the server to judge. */
export function readMapping(text: string): ReadMapping {
  try {
    const mapping: unknown = JSON.parse(text);
    if (typeof mapping === 'object' && mapping !== null && !Array.isArray(mapping)) return { mapping };
    return { mistake: '{ … }' };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

/** What to begin with where no mapping is registered: every measure under its own name. */
export function firstMapping(keys: readonly string[]): object {
  return { time: 'ts', measures: Object.fromEntries(keys.map((key) => [key, key])) };
}

/** A code for a new mapping of a device that nothing else is likely to have. */
export function codecIdFor(device: string, taken: readonly string[]): string {
  const base = device
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 48);
  for (let n = 0; ; n++) {
    const id = n === 0 ? base : `${base}-${n + 1}`;
    if (id !== 'native' && !taken.includes(id)) return id;
  }
}
