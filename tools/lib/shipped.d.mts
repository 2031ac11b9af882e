export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export interface Lock {
  readonly lockfileVersion?: number;
  readonly packages: Readonly<Record<string, LockedPackage & { readonly name?: string }>>;
}
export function shippedFolders(lock: Lock, page: readonly string[]): string[];
export function nameOf(path: string): string;
export function readShipped(root: string): { lock: Lock; page: string[]; folders: string[] };
