import { type AlarmRule, alarmRuleSchema } from '@app/alarms';
import { z } from 'zod';
import { SeedFile } from './seed-file.js';

const fileSchema = z.strictObject({ rules: z.array(alarmRuleSchema) });

/** Alarm rules of `alarm-rules.yaml`; ids are unique. */
export function readAlarmRules(dir: string): readonly AlarmRule[] {
  const file: SeedFile = SeedFile.open(dir, 'alarm-rules.yaml');
  const { rules } = file.parse(fileSchema);
  rules.forEach((rule, i) => {
    if (rules.findIndex(({ id }) => id === rule.id) < i)
      file.refuse(['rules', i, 'id'], `${rule.id} stands twice`);
  });
  return rules;
}
