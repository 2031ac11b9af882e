import type { Period } from '@app/contracts';
import type { WorkKey } from '../work/work.repository.js';

/** What is signed: a period of a reporting set, of one area or (area '') of all. Times in epoch ms. */
export interface SignedSpan {
  readonly set: string;
  readonly area: string;
  readonly period: Period;
  readonly from: number;
  readonly to: number;
}

export interface Signature extends SignedSpan {
  readonly id: number;
  readonly signedBy: string;
  readonly signedAt: number;
  readonly note: string;
  /** Null until another person has checked it: only then the values are frozen. */
  readonly checkedBy: string | null;
  readonly checkedAt: number | null;
}

/** A value of a signed period that would be another one now. */
export interface ProposedCell {
  readonly signature: number;
  /** `kpi|area|period|from|set`. */
  readonly cell: string;
  /** Of the value it would be. */
  readonly digest: string;
  /** Why, as a revision would say it. */
  readonly reason: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The piece of work that evaluates it. */
  readonly domain: string;
  readonly level: WorkKey['level'];
  readonly unitFrom: number;
}

export interface Restatement {
  readonly id: number;
  readonly signature: number;
  /** `withdrawn`: its values came back to what was signed before anybody decided. */
  readonly state: 'proposed' | 'accepted' | 'refused' | 'withdrawn';
  readonly proposedAt: number;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  /** Why it was accepted or refused. */
  readonly decision: string | null;
  readonly cells: number;
}
