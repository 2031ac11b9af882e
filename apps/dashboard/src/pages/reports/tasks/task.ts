import type { Schemas } from '@app/api-client';

/** A task of the decision with what was reported of it. */
export type Task = Schemas['PlanTaskState'];
/** One revision of a unit's report on a task. */
export type Update = Schemas['PlanUpdate'];
