import { Injectable } from '@nestjs/common';
import { HOUR_MS, periodStart } from '@app/kpi';
import type { WorkKey } from '@app/registry';
import type { Unit } from '../evaluation/unit.js';
import { WorkMarks } from '../work/work-marks.js';
import { AlarmEvaluator } from './alarm-evaluator.js';
import { AlarmRules } from './rules/alarm-rules.js';
import { KPI_SCOPE } from './rules/alarm-scopes.js';

/** An evaluation that another instance overtook is done again after this long. */
const AGAIN_MS = 1000;

/** Alarms as pieces of work: evaluated by dirty hours, and marked by the KPI values that they rest on. */
@Injectable()
export class AlarmWork {
  constructor(
    private readonly evaluator: AlarmEvaluator,
    private readonly rules: AlarmRules,
    private readonly marks: WorkMarks,
  ) {}

  /** Evaluates hours of one scope, given by their starts in time order, as one stretch. */
  async evaluate(scope: string, hours: readonly number[], now: number): Promise<void> {
    const [first, last] = [hours[0], hours.at(-1)];
    if (first === undefined || last === undefined) return;
    if (await this.evaluator.evaluate(scope, { first, last }, now)) return;
    await this.marks.add(
      hours.map((from) => ({ domain: scope, level: 'hour', from, dueAt: now + AGAIN_MS })),
    );
  }

  /** What values of a period bear on: alarms of the hour in which it ends. They wait until the values are stored. */
  after({ to }: Pick<Unit, 'to'>, now: number): WorkKey[] {
    if (!this.rules.hasKpiRules || to > now) return [];
    return [this.marks.key(KPI_SCOPE, 'hour', periodStart('hour', to - HOUR_MS), now)];
  }
}
