import type { Area } from '../api/types.js';
import type { Action, Session } from './session.js';

/** Whether somebody may do something to what lies in an area; null: it lies in none, or is about the whole province. */
export function mayIn(
  places: Session['places'],
  areas: readonly Pick<Area, 'code' | 'parent'>[],
  action: Action,
  area: string | null,
): boolean {
  const within = new Set<string | null>([null]);
  for (let at = area; at !== null; at = areas.find(({ code }) => code === at)?.parent ?? null) within.add(at);
  return places.some((place) => within.has(place.area) && place.actions.includes(action));
}
