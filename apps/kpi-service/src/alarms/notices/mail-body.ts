import type { AlarmItem } from '@app/contracts';
import type { AlarmStep } from '@app/registry';

/** Channel of the outbox. */
export const EMAIL = 'email';

/** What is kept in the outbox for one e-mail. */
export interface MailBody {
  readonly step: AlarmStep;
  readonly item: AlarmItem;
}

/** Subject and text of an e-mail. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

const SEVERITY_VI = { info: 'thông tin', warning: 'cảnh báo', critical: 'nghiêm trọng' } as const;
const STEP_VI: Readonly<Record<AlarmStep, string>> = {
  opened: 'Bắt đầu',
  reopened: 'Lại bắt đầu',
  resolved: 'Đã hết',
  revised: 'Được sửa',
  withdrawn: 'Được rút lại',
};

/** The e-mail of an alarm, Vietnamese first. `link`: page of the alarm, where it is known. */
export function mailText({ step, item }: MailBody, link: string | null): MailText {
  const place = item.station ?? item.area ?? item.object.id;
  const times = [
    `Từ / from: ${item.openedAt}`,
    ...(item.resolvedAt === null ? [] : [`Đến / to: ${item.resolvedAt}`]),
    `Đối tượng / object: ${item.object.type} ${item.object.id}`,
    ...(item.children > 0 ? [`Gồm / with: ${item.children}`] : []),
    `Quy tắc / rule: ${item.rule}`,
  ];
  return {
    subject: `[${SEVERITY_VI[item.severity]}] ${STEP_VI[step]}: ${item.textVi} (${place})`.slice(0, 200),
    text: [
      `${STEP_VI[step]}: ${item.textVi}`,
      `${step[0]?.toUpperCase() ?? ''}${step.slice(1)}: ${item.textEn}`,
      '',
      ...times,
      ...(link === null ? [] : ['', link]),
      '',
    ].join('\n'),
  };
}
