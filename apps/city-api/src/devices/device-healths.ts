import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type Logger, Logs } from '@app/observability';
import { type Device, InventoryCache } from '@app/registry';
import {
  type DeviceHealth,
  freshnessOf,
  healthOf,
  isFrozen,
  type MeasureDef,
  recentChanges,
} from '@app/telemetry';
import { itemsOf, TimeSeries } from '@app/time-series';
import { Measures } from '../catalogue/measures.js';
import { LatestDevices } from '../feed/latest-devices.js';

/** Values are looked at again after so long, ms. */
const LOOK_EVERY_MS = 60_000;
const MAX_ROWS = 500_000;

/** How a device is, and by which signs. */
export interface HealthView {
  readonly health: DeviceHealth;
  /** Times at which its freshness changed within the last hour (epoch ms), as this instance has seen them. */
  readonly changes: readonly number[];
  /** Measures whose value stands still. */
  readonly frozen: readonly string[];
  /** Milliseconds since the end of its newest reading; null: there is none. */
  readonly ageMs: number | null;
}

/** Health of every device: freshness and its changes from ❹, frozen values from the stored points. */
@Injectable()
export class DeviceHealths {
  private frozen: ReadonlyMap<string, readonly string[]> = new Map();
  private lookedAt = -Infinity;
  private looking: Promise<void> | null = null;
  private readonly log: Logger;

  constructor(
    private readonly latest: LatestDevices,
    private readonly series: TimeSeries,
    private readonly cache: InventoryCache,
    private readonly measures: Measures,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('device-health');
  }

  /** Looks at the stored values again if that was not done within the last minute; a failure leaves what was known. */
  async refresh(): Promise<void> {
    if (this.clock.now() - this.lookedAt < LOOK_EVERY_MS) return;
    this.looking ??= this.look()
      .catch((error: unknown) =>
        this.log.warn({ err: error }, 'looking for frozen values; going on with what is known'),
      )
      .finally(() => (this.looking = null));
    await this.looking;
  }

  of(device: Device): HealthView {
    const now = this.clock.now();
    const lastSeen = this.latest.of(device.id)?.lastSeen ?? null;
    const lastEnd = lastSeen === null ? null : Date.parse(lastSeen);
    const freshness = freshnessOf(lastEnd, device.cadenceS, now);
    const changes = recentChanges(this.latest.changesOf(device.id), now);
    const frozen = this.frozen.get(device.id) ?? [];
    const health = healthOf({ freshness, changes, frozen }, now);
    return { health, changes, frozen, ageMs: lastEnd === null ? null : now - lastEnd };
  }

  private async look(): Promise<void> {
    const now = this.clock.now();
    const frozen = new Map<string, string[]>();
    for (const [family, { measures }] of this.measures.catalogue().families) {
      const moving = measures.filter(({ frozenAfter }) => frozenAfter !== null);
      if (moving.length > 0) await this.lookAt(family, moving, now, frozen);
    }
    this.frozen = frozen;
    this.lookedAt = now;
  }

  private async lookAt(
    family: string,
    moving: readonly MeasureDef[],
    now: number,
    frozen: Map<string, string[]>,
  ): Promise<void> {
    const devices = [...this.cache.current().devices.values()].filter((one) => one.family === family);
    if (devices.length === 0) return;
    const cadenceMs = Math.max(...devices.map(({ cadenceS }) => cadenceS)) * 1000;
    const readings = Math.max(...moving.map(({ frozenAfter }) => frozenAfter ?? 0));
    const rows = await this.series.read({
      bucket: 'raw',
      measurement: family,
      from: now - 2 * readings * cadenceMs,
      to: now + 360_000,
      fields: moving.map(({ column }) => column),
      limit: MAX_ROWS,
    });
    const values = new Map<string, number[][]>();
    for (const { tags, fields } of itemsOf(rows)) {
      const columns = values.get(tags['device'] ?? '') ?? moving.map((): number[] => []);
      values.set(tags['device'] ?? '', columns);
      for (const [i, { column }] of moving.entries()) columns[i]?.push(fields[column] ?? NaN);
    }
    for (const [device, columns] of values) {
      const still = moving.filter(({ frozenAfter }, i) =>
        isFrozen(columns[i] ?? [], frozenAfter ?? Infinity),
      );
      if (still.length > 0)
        frozen.set(
          device,
          still.map(({ key }) => key),
        );
    }
  }
}
