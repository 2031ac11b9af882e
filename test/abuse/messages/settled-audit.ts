import { eventually } from '../../../libs/testing/src/eventually.js';
import { type Audit, audit, type Readings } from '../../support/check-stored.js';
import type { Rest } from '../../support/rest.js';
import type { SentLog } from '../../support/sent-log.js';

const SETTLED_WITHIN_MS = 120_000;

/** The audit as soon as it finds nothing and is as it should be, or the last one of the time given. */
export async function settledAudit(
  rest: Rest,
  log: SentLog,
  readings: Readings,
  isAsItShouldBe: (found: Audit) => boolean = () => true,
): Promise<Audit> {
  let last: Audit | null = null;
  const isClean = async (): Promise<boolean> => {
    last = await audit(rest, log, readings);
    return last.findings.length === 0 && isAsItShouldBe(last);
  };
  await eventually('the audit', isClean, SETTLED_WITHIN_MS, 500).catch(() => undefined);
  if (last === null) throw new Error('the public interface could not be asked');
  return last;
}
