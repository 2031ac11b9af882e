export type Exceptions = Readonly<Record<string, { readonly licence: string; readonly why: string }>>;
export const EXCEPTIONS: Exceptions;
export function licenceMistake(
  manifest: {
    readonly name: string;
    readonly version: string;
    readonly license?: unknown;
    readonly licenses?: unknown;
  },
  exceptions?: Exceptions,
): string | null;
