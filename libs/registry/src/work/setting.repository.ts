import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';

/** Small named texts that must survive a restart. */
@Injectable()
export class SettingRepository {
  constructor(private readonly registry: Registry) {}

  get(key: string): Promise<string | null> {
    throw new Error(`${key} ${this.registry.health().detail}`);
  }

  set(key: string, value: string): Promise<void> {
    throw new Error(`${key} ${value}`);
  }
}
