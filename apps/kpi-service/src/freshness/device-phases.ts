import { Injectable } from '@nestjs/common';

/** Where in its cadence each device's intervals start, learned from its newest reading. */
@Injectable()
export class DevicePhases {
  /** Grows when a phase becomes another. */
  version = 0;
  private readonly phases = new Map<string, number>();

  /** Start modulo cadence in milliseconds; null before the first reading. */
  phaseOf(device: string): number | null {
    return this.phases.get(device) ?? null;
  }

  learn(device: string, start: number, cadenceS: number): void {
    const phase = start % (cadenceS * 1000);
    if (this.phases.get(device) === phase) return;
    this.phases.set(device, phase);
    this.version++;
  }
}
