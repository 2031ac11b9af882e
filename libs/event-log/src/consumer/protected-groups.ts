import { TOPICS } from '@app/contracts';
import type { Topic } from '@app/contracts';

/** Groups whose unread records retention must keep, even before they have been heard of. */
export type ProtectedGroups = Readonly<Partial<Record<Topic, readonly string[]>>>;

/** The two consumers that the platform cannot do without. */
export const PROTECTED_GROUPS: ProtectedGroups = {
  [TOPICS.raw]: ['stream-processor'],
  [TOPICS.windows]: ['kpi-service'],
};
