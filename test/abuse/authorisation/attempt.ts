/** Something that must not be let through. */
export interface Attempt {
  readonly name: string;
  /** Tries it; resolves to how it was refused, or to null when it was let through. */
  readonly refusal: () => Promise<string | null>;
}
