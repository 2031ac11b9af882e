import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { localMidnight, periodsBetween, SERIES_DOMAIN, SERIES_PERIODS } from '@app/kpi';
import { InventoryCache, type RegistryChange, SettingRepository } from '@app/registry';
import { WorkMarks } from '../work/work-marks.js';

/** Definitions hold from here on. */
const FIRST = localMidnight(2019, 1, 1);
const SETTING = 'kpi-service.series';
/** Changes that bear on no socio-economic indicator. */
const ELSEWHERE = new Set(['station', 'device', 'gateway', 'credential', 'exclusion', 'virtual']);

/**
 * Makes the cells of socio-economic and crossed indicators dirty when series, areas or definitions have changed, also while no
 * service ran. An import may bear on any later period (mean growth since a base year), so all are worked out again; what comes to
 * the same is neither stored nor told.
 */
@Injectable()
export class SeriesMarks {
  constructor(
    private readonly cache: InventoryCache,
    private readonly marks: WorkMarks,
    private readonly settings: SettingRepository,
    private readonly clock: Clock,
  ) {}

  /** What changed before this process ran. */
  async catchUp(): Promise<void> {
    const { revision } = this.cache.current();
    if ((await this.settings.get(SETTING)) !== String(revision)) await this.markAll(revision);
  }

  /** What changed just now; after the facts were read anew. */
  async follow(revision: number, changes: readonly RegistryChange[]): Promise<void> {
    if (changes.some(({ kind }) => !ELSEWHERE.has(kind))) await this.markAll(revision);
  }

  private async markAll(revision: number): Promise<void> {
    const now = this.clock.now();
    await this.marks.add(
      SERIES_PERIODS.flatMap((period) =>
        periodsBetween(period, FIRST, now + 1).map((from) => ({
          ...this.marks.key(SERIES_DOMAIN, period, from, now),
          cause: 'publication' as const,
        })),
      ),
    );
    await this.settings.set(SETTING, String(revision));
  }
}
