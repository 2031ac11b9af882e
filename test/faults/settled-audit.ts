import { eventually } from '../../libs/testing/src/eventually.js';
import { type Audit, audit, type Readings } from '../support/check-stored.js';
import type { SentLog } from '../support/sent-log.js';
import { wrongKpis } from './check-kpis.js';
import type { City } from './world/city.js';

const SETTLE_WITHIN_MS = 180_000;
const AUDIT_EVERY_MS = 1000;

/** The audit once everything is worked off: the first without findings, or the last. */
export async function settledAudit(city: City, log: SentLog, readings: Readings): Promise<Audit> {
  let last: Audit | null = null;
  const look = async (): Promise<Audit | false> => {
    const found = await audit(city.rest, log, readings);
    const findings = [...found.findings, ...(await wrongKpis(city.rest, log, readings))];
    last = { ...found, findings };
    return findings.length === 0 && last;
  };
  try {
    return await eventually('everything to be worked off', look, SETTLE_WITHIN_MS, AUDIT_EVERY_MS);
  } catch (error) {
    if (last === null) throw error;
    return last;
  }
}
