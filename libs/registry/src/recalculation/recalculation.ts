/** What a recalculation was asked to cover. */
export interface RecalculationScope {
  /** Domains that are worked out anew, with all their KPIs and areas. */
  readonly domains: readonly string[];
  /** KPIs and areas whose differences are listed; null: all. */
  readonly kpis: readonly string[] | null;
  readonly areas: readonly string[] | null;
}

export interface NewRecalculation {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly scope: RecalculationScope;
  /** True: find the differences, store nothing. */
  readonly dryRun: boolean;
  readonly by: string;
  readonly reason: string;
  /** Pieces of work. */
  readonly total: number;
}

export interface Recalculation extends NewRecalculation {
  readonly id: number;
  readonly at: number;
  readonly state: 'running' | 'stopped' | 'done' | 'failed';
  /** Pieces of work that are done. */
  readonly done: number;
  /** Pieces that the work table has been given; a dry run: that are done. */
  readonly handed: number;
  /** Values that became others (a dry run: would), and revisions made. */
  readonly changed: number;
  readonly revisions: number;
  readonly endedAt: number | null;
  /** Why it failed. */
  readonly detail: string | null;
}

/** A value that a dry run found to differ from the stored one; null before: none is stored. */
export interface Difference {
  readonly cell: string;
  readonly before: unknown;
  readonly after: unknown;
}
