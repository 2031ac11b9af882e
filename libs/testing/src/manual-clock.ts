import { Clock } from '@app/config';

/** A clock that stands still until it is moved. */
export class ManualClock extends Clock {
  constructor(private at: number) {
    super();
  }
  now(): number {
    return this.at;
  }
  /** Moves to an absolute time, epoch ms. */
  set(at: number): void {
    this.at = at;
  }
  /** Moves on by so many milliseconds. */
  advance(ms: number): void {
    this.at += ms;
  }
}
