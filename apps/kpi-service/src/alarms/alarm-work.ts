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

/** Alarms as pieces of work: evaluated hour by hour, and marked by the KPI values that they rest on. */
@Injectable()
export class AlarmWork {
  constructor(
    private readonly evaluator: AlarmEvaluator,
    private readonly rules: AlarmRules,
    private readonly marks: WorkMarks,
  ) {}

  async evaluate(scope: string, hour: number, now: number): Promise<void> {
    if (await this.evaluator.evaluate(scope, hour, now)) return;
    await this.marks.add([{ domain: scope, level: 'hour', from: hour, dueAt: now + AGAIN_MS }]);
  }

  /** What values of a period bear on: alarms of the hour in which it ends. They wait until the values are stored. */
  after({ to }: Pick<Unit, 'to'>, now: number): WorkKey[] {
    if (!this.rules.hasKpiRules || to > now) return [];
    return [this.marks.key(KPI_SCOPE, 'hour', periodStart('hour', to - HOUR_MS), now)];
  }
}
