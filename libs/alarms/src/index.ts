export { alarmRuleSchema } from './rule/rule.schema.js';
export type { AlarmRule, QuietHours, RuleVersion } from './rule/rule.schema.js';
export { ruleMistakes } from './rule/rule-mistakes.js';
export type { KnownNames, RuleMistake } from './rule/rule-mistakes.js';
export { alarmText } from './rule/alarm-text.js';
export type { TextValues } from './rule/alarm-text.js';
