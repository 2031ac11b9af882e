import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { Clock } from '@app/config';
import { formatLocal } from '@app/kpi';
import { type Device, InventoryCache, LedgerRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { idParam } from '../inventory/inventory.schemas.js';
import { DeviceHealths } from './device-healths.js';
import { healthSchema, lastPayloadSchema } from './device-health.schemas.js';
import { LastPayload } from './last-payload.js';

const DAY_MS = 86_400_000;
const LOCAL_OFFSET_MS = 7 * 3_600_000;
const SHOWN_BYTES = 65_536;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** How one device is, by its data, and what it sent last. */
@Controller('api/v1/devices/:id')
@UseGuards(AccessGuard)
export class DeviceHealthController {
  constructor(
    private readonly healths: DeviceHealths,
    private readonly payloads: LastPayload,
    private readonly ledger: LedgerRepository,
    private readonly cache: InventoryCache,
    private readonly scope: Scope,
    private readonly clock: Clock,
  ) {}

  @Get('health')
  @ApiOperation({
    tag: 'inventory',
    summary: 'Health of a device with its signs, and what became of its readings today',
    params: idParam,
    response: healthSchema,
    action: 'read',
    problems: [401, 403, 404],
  })
  async health(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
  ): Promise<z.infer<typeof healthSchema>> {
    const device = this.device(id);
    await this.healths.refresh();
    const { health, changes, frozen, ageMs } = this.healths.of(device);
    const now = this.clock.now();
    const midnight = now - ((now + LOCAL_OFFSET_MS) % DAY_MS);
    const hours = await this.ledger.list({ device: id, from: midnight, to: now + 1, limit: 25 });
    const rejected: Record<string, number> = {};
    for (const hour of hours)
      for (const [reason, n] of Object.entries(hour.rejected)) rejected[reason] = (rejected[reason] ?? 0) + n;
    return {
      device: id,
      health,
      ageS: ageMs === null ? null : Math.round(ageMs / 1000),
      frozen: [...frozen],
      changes: changes.map(formatLocal),
      today: { received: hours.reduce((sum, { received }) => sum + received, 0), rejected },
    };
  }

  @Get('last-payload')
  @ApiOperation({
    tag: 'inventory',
    summary: 'The newest message of a device as it came; at most its first 64 kB',
    description: 'Looked for among the newest 20,000 messages of its part of the log.',
    params: idParam,
    response: lastPayloadSchema,
    action: 'payloads.read',
    problems: [401, 403, 404],
  })
  async lastPayload(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @AskedBy() caller: Caller,
  ): Promise<z.infer<typeof lastPayloadSchema>> {
    this.device(id);
    this.scope.requireDevice(caller, 'payloads.read', id);
    const record = await this.payloads.of(id);
    if (record === null) throw new Problem(404, `no message of ${id} is among the newest of the log`);
    const { headers, value, timestamp } = record;
    const shown = value.subarray(0, SHOWN_BYTES);
    return {
      device: id,
      at: formatLocal(timestamp),
      topic: headers['topic'] ?? '',
      inlet: headers['inlet'] ?? '',
      contentType: headers['contentType'] ?? null,
      refused: headers['refused'] ?? null,
      size: value.length,
      bytes: Buffer.from(shown).toString('base64'),
      text: textOf(shown, value.length),
    };
  }

  private device(id: string): Device {
    const device = this.cache.current().devices.get(id);
    if (device === undefined) throw new Problem(404, `no device ${id}`);
    return device;
  }
}

/** Null where the bytes are no UTF-8. A cut may split the last character, which is then left out. */
function textOf(bytes: Uint8Array, size: number): string | null {
  for (let cut = 0; cut <= (size > bytes.length ? 3 : 0); cut++) {
    try {
      return UTF8.decode(bytes.subarray(0, bytes.length - cut));
    } catch {
      // One byte less.
    }
  }
  return null;
}
