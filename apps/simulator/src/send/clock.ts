/** Time of the simulation: real time, or a faster one that begins at a given moment. */
export class SimulationClock {
  private readonly begunAt: number;

  constructor(
    /** Simulation time at its begin, epoch ms. */
    readonly begin: number,
    readonly speed: number,
    private readonly realNow: () => number,
  ) {
    this.begunAt = realNow();
  }

  now(): number {
    return this.begin + (this.realNow() - this.begunAt) * this.speed;
  }

  /** Real milliseconds from now to a moment of the simulation. */
  realMsUntil(moment: number): number {
    return Math.max(0, (moment - this.now()) / this.speed);
  }
}
