import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';

/** Small named texts that must survive a restart. */
@Injectable()
export class SettingRepository {
  constructor(private readonly registry: Registry) {}

  async get(key: string): Promise<string | null> {
    const [row] = await this.registry.query<{ value: string }>('SELECT value FROM setting WHERE key = $1', [
      key,
    ]);
    return row?.value ?? null;
  }

  async set(key: string, value: string): Promise<void> {
    await this.registry.query(
      'INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value',
      [key, value],
    );
  }
}
