import { Injectable } from '@nestjs/common';
import { isQuiet } from '@app/alarms';
import { AppConfig } from '@app/config';
import { SEVERITIES } from '@app/contracts';
import { alarmItemOf, type AlarmStep, type Notice, type StoredAlarm } from '@app/registry';
import { AlarmRules } from '../rules/alarm-rules.js';
import { EMAIL, type MailBody } from './mail-body.js';

const HOUR_MS = 3_600_000;
/** Of what began longer ago nobody is told by mail: it came to light with old data. */
const NEWS_FOR_MS = 6 * HOUR_MS;
const NOBODY: Notice = { deliveries: [], what: null };

/** Whom to tell of an alarm by e-mail: of roots only, of what is news, outside the rule's quiet hours. */
@Injectable()
export class AlarmNotices {
  constructor(
    private readonly rules: AlarmRules,
    private readonly config: AppConfig,
  ) {}

  /** Pure but for the configuration and the rules in force. */
  of(alarm: StoredAlarm, step: AlarmStep, now: number): Notice {
    const { mail } = this.config;
    if (mail === null || alarm.parent !== null || !isWorthTelling(alarm, step, now)) return NOBODY;
    if (SEVERITIES.indexOf(alarm.severity) < SEVERITIES.indexOf(mail.severity)) return NOBODY;
    const quiet = this.rules.find(alarm.rule)?.rule.quiet ?? [];
    if (isQuiet(quiet, now)) return { deliveries: [], what: 'quiet' };
    const body: MailBody = { step, item: alarmItemOf(alarm) };
    return {
      what: 'notified',
      deliveries: mail.to.map((target) => ({
        channel: EMAIL,
        key: `alarm/${alarm.id}/${step}/${alarm.revision}/${target}`,
        target,
        body,
      })),
    };
  }
}

function isWorthTelling(alarm: StoredAlarm, step: AlarmStep, now: number): boolean {
  if (step === 'resolved') return alarm.notified && alarm.resolution !== 'person';
  return (
    (step === 'opened' || step === 'reopened') &&
    alarm.resolvedAt === null &&
    now - alarm.openedAt <= NEWS_FOR_MS
  );
}
