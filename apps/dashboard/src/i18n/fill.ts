export type Fill = Readonly<Record<string, string | number>>;

/** Text of a key with its `{placeholders}` filled in. */
export type Translate<Key extends string> = (key: Key, fill?: Fill) => string;

/** Puts values in place of `{placeholders}`; one without a value stays as it is. */
export function filled(text: string, fill: Fill | undefined): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(fill?.[name] ?? whole));
}
