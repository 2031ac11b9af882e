type Json = Record<string, unknown>;

/** Behind the names of components of requests until it is known which differ from the answers'. */
export const INPUT = '~input';

/**
 * Gives components of requests the name of the answers' where the two are alike, and else one that ends in `Input`: a field
 * with a default may be left out of a request and is always in an answer.
 */
export function withInputsNamed<T extends object>(parts: T, schemas: Json): T & { schemas: Json } {
  const plain = (name: string): string => name.slice(0, -INPUT.length);
  const inputs = Object.keys(schemas).filter((name) => name.endsWith(INPUT) && plain(name) in schemas);
  const textOf = (name: string): string => JSON.stringify(schemas[name]);
  const unlike = new Set<string>();
  for (let before = -1; before < unlike.size;) {
    before = unlike.size;
    for (const name of inputs) {
      const text = textOf(name);
      const refersToUnlike = [...unlike].some((one) => text.includes(`/${one}"`));
      const isAlike = text.replaceAll(`${INPUT}"`, '"') === textOf(plain(name));
      if (refersToUnlike || !isAlike) unlike.add(name);
    }
  }
  const named = (name: string): string => (unlike.has(name) ? `${plain(name)}Input` : plain(name));
  const renamed = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name.endsWith(INPUT) ? named(name) : name, schema]),
  );
  const text = JSON.stringify({ ...parts, schemas: renamed });
  return JSON.parse(
    text.replaceAll(
      /#\/components\/schemas\/(\w+)~input"/g,
      (_, id: string) => `#/components/schemas/${named(id + INPUT)}"`,
    ),
  ) as T & { schemas: Json };
}
