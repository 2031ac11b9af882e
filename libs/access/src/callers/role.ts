/** What somebody may do. One word an operation of the interface or several that belong together. */
export const ACTIONS = [
  'read',
  'payloads.read',
  'devices.write',
  'exclusions.write',
  'alarms.handle',
  'rejected.replay',
  'queries.write',
  'facts.write',
  'indicators.write',
  'targets.write',
  'definitions.write',
  'plan.write',
  'periods.sign',
  'periods.check',
  'recalculations.write',
  'areas.write',
  'alarm-rules.write',
  'webhooks.write',
  'people.write',
  'audit.read',
] as const;
export type Action = (typeof ACTIONS)[number];

export const ROLES = ['viewer', 'operator', 'planner', 'verifier', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Deny by default: what a role isn't given here it may not do. Signing and checking never meet in one role. */
const GIVEN: Readonly<Record<Role, readonly Action[]>> = {
  viewer: ['read'],
  operator: [
    'read',
    'payloads.read',
    'devices.write',
    'exclusions.write',
    'alarms.handle',
    'rejected.replay',
    'queries.write',
  ],
  planner: [
    'read',
    'payloads.read',
    'queries.write',
    'facts.write',
    'indicators.write',
    'targets.write',
    'definitions.write',
    'plan.write',
    'periods.sign',
    'recalculations.write',
  ],
  verifier: ['read', 'payloads.read', 'queries.write', 'periods.check'],
  administrator: ACTIONS.filter((action) => action !== 'periods.sign' && action !== 'periods.check'),
};

/** Actions that are about something in an area, so that a role for one district can be asked for them. */
const BY_AREA: ReadonlySet<Action> = new Set<Action>([
  'payloads.read',
  'devices.write',
  'exclusions.write',
  'alarms.handle',
  'rejected.replay',
  'facts.write',
  'periods.sign',
  'periods.check',
]);

/** Whether a role includes an action. */
export function includes(role: Role, action: Action): boolean {
  return GIVEN[role].includes(action);
}

/** Whether an action can be given for one area; all others need a role for the whole province (reading: for any area). */
export function isByArea(action: Action): boolean {
  return BY_AREA.has(action);
}
