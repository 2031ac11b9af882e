import { useCity } from '../shell/city.js';
import { mayIn } from './may-in.js';
import { type Action, useRights } from './session.js';

/** For controls that are about one place: ask here before offering them. */
export function useMayIn(): (action: Action, area: string | null) => boolean {
  const { session } = useRights();
  const { areas } = useCity();
  return (action, area) => mayIn(session?.places ?? [], areas, action, area);
}

/** As `useMayIn`, for what stands at a station. */
export function useMayAt(): (action: Action, station: string) => boolean {
  const may = useMayIn();
  const { stations } = useCity();
  return (action, station) => may(action, stations.find(({ id }) => id === station)?.area ?? null);
}
