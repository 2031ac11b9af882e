import { Injectable } from '@nestjs/common';
import { cellDigest, type ItemNames, type KpiCell, kpiItemFromCell, periodEnd, signatureOf } from '@app/kpi';
import {
  type ProposedCell,
  RestatementRepository,
  RevisionRepository,
  SigningRepository,
  type WorkCause,
} from '@app/registry';
import { revise, revisionReason } from './revise.js';
import type { Unit } from './unit.js';

const CHUNK = 1000;

/** A final value that has come out differently. */
export interface Revised {
  readonly key: string;
  readonly before: KpiCell;
  readonly after: KpiCell;
}

/** Records revisions; of a value in a signed period a proposal, until somebody has accepted just this value. */
@Injectable()
export class RevisionStore {
  constructor(
    private readonly revisions: RevisionRepository,
    private readonly signing: SigningRepository,
    private readonly restatements: RestatementRepository,
  ) {}

  /** The values to be stored, by cell; what is frozen is not among them. Durable when it resolves. */
  async revise(
    unit: Unit,
    revised: readonly Revised[],
    cause: WorkCause | undefined,
    names: ItemNames,
  ): Promise<Map<string, KpiCell>> {
    const next = new Map<string, KpiCell>();
    if (revised.length === 0) return next;
    const signed = await this.signing.covering(unit.from, unit.to);
    for (let i = 0; i < revised.length; i += CHUNK) {
      const chunk = revised.slice(i, i + CHUNK);
      const frozen = chunk.flatMap((one) => {
        const signature = signatureOf(signed, {
          ...one.after,
          to: periodEnd(one.after.period, one.after.from),
        });
        return signature === null ? [] : [{ ...one, signature: signature.id, digest: cellDigest(one.after) }];
      });
      const accepted = frozen.length === 0 ? new Set<string>() : await this.accepted(frozen);
      const keptBack = frozen.filter(({ key, digest }) => !accepted.has(`${key}~${digest}`));
      await this.restatements.propose(keptBack.map((one) => proposal(unit, one, cause, names)));
      const kept = new Set(keptBack.map(({ key }) => key));
      const restated = new Set(frozen.map(({ key }) => key));
      const free = chunk.filter(({ key }) => !kept.has(key));
      const latest = await this.revisions.latest(free.map(({ key }) => key));
      const results = free.map(({ key, before, after }) => {
        const why = restated.has(key) ? 'restatement' : cause;
        return { key, ...revise(before, after, latest.get(key), names, why) };
      });
      await this.revisions.append(results.flatMap(({ rows }) => rows));
      for (const { key, cell } of results) next.set(key, cell);
    }
    return next;
  }

  /** Of cells in signed periods: they have come out as they are stored. */
  async settled(cells: readonly string[]): Promise<void> {
    if (cells.length > 0) await this.restatements.settled(cells);
  }

  private accepted(frozen: readonly Revised[]): Promise<ReadonlySet<string>> {
    return this.restatements.accepted(frozen.map(({ key }) => key));
  }
}

function proposal(
  unit: Unit,
  one: Revised & { readonly signature: number; readonly digest: string },
  cause: WorkCause | undefined,
  names: ItemNames,
): ProposedCell {
  const { key, before, after, signature, digest } = one;
  return {
    signature,
    cell: key,
    digest,
    reason: revisionReason(before, after, cause),
    before: kpiItemFromCell(before, names),
    after: kpiItemFromCell({ ...after, revision: before.revision }, names),
    domain: unit.domain,
    level: unit.level,
    unitFrom: unit.from,
  };
}
