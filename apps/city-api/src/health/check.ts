/** Result of one readiness check, in words that say what is the matter. */
export interface Check {
  readonly ok: boolean;
  readonly detail: string;
}
