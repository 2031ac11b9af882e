import type { Route } from './topic-routes.js';

/** A message that a client left for the case that its connection breaks; a reading like any other. */
export interface Will {
  readonly route: Route;
  readonly payload: Uint8Array;
  readonly qos: number;
}
