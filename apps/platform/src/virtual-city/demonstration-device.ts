import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AdminKey, generateCredential } from '@app/access';
import { AppConfig, Clock } from '@app/config';
import { CredentialRepository, InventoryCache, InventoryRepository } from '@app/registry';

const ID = 'demo';
const DAY_MS = 86_400_000;
/** South of the province, so that an idle demonstration camera makes no district's data incomplete. */
const STATION = {
  id: 'demo',
  name: 'Trạm thử của bạn',
  kind: 'traffic',
  lat: 10.77,
  lon: 106.66,
  segment: { lengthKm: 1, lanes: 2, freeFlowKmh: 50 },
} as const;

export interface Demonstration {
  readonly device: string;
  readonly secret: string;
  /** The administrator's key where this start made it. */
  readonly newAdminKey: string | null;
}

/** A camera that belongs to whoever tries the platform; its credential is kept in the data folder. */
@Injectable()
export class DemonstrationDevice {
  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly inventory: InventoryRepository,
    private readonly credentials: CredentialRepository,
    private readonly cache: InventoryCache,
    private readonly adminKey: AdminKey,
  ) {}

  /** Registers it where it isn't, and gives its credential. */
  async ensure(): Promise<Demonstration> {
    const path = join(this.config.dataDir, 'demonstration.key');
    const kept = await readFile(path, 'utf8').catch(() => '');
    const known = this.cache.current().devices.has(ID);
    if (known && kept.trim() !== '') return this.with(kept.trim());
    const { secret, salt, hash } = generateCredential();
    if (known) await this.credentials.put(ID, 'device', { salt, hash });
    else {
      if (!this.cache.current().stations.has(STATION.id)) await this.inventory.createStation(STATION);
      await this.inventory.createDevice(
        {
          id: ID,
          station: STATION.id,
          profile: 'camera',
          cadence: 60,
          activeFrom: this.clock.now() - DAY_MS,
        },
        { salt, hash },
      );
    }
    await writeFile(path, `${secret}\n`, { mode: 0o600 });
    await this.cache.refresh();
    return this.with(secret);
  }

  private with(secret: string): Demonstration {
    return { device: ID, secret, newAdminKey: this.adminKey.generated };
  }
}
