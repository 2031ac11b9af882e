import { formatLocal } from '@app/kpi';
import type { Device } from '@app/registry';
import type { z } from 'zod';
import type { quarantineSchema } from '../inventory/inventory.schemas.js';

/** The quarantine that a device has not been released from, or null. */
export function quarantineOf(device: Device): z.infer<typeof quarantineSchema> | null {
  const open = device.quarantines?.find(({ to }) => to === null);
  return open === undefined ? null : { since: formatLocal(open.from), reason: open.reason, by: open.by };
}
