import { type Area, placeStation, type Station } from '@app/registry';
import { z } from 'zod';

/** What an import comes to: where its outlines put the stations, on the day on which it holds. */
export const setReportSchema = z
  .object({
    id: z.string(),
    status: z.enum(['active', 'listed']),
    areas: z.number().int(),
    successors: z.number().int(),
    stations: z.record(z.string(), z.number().int()).describe('stations by smallest area'),
    outside: z
      .array(z.string())
      .describe('stations that lie in no area: their data counts nowhere in this set'),
    ambiguous: z
      .array(z.object({ station: z.string(), areas: z.array(z.string()) }))
      .describe('stations inside several outlines that are not in one another; place them by hand'),
  })
  .meta({ id: 'ReportingSetReport' });
export type SetReport = z.infer<typeof setReportSchema>;

type Placed = Pick<SetReport, 'stations' | 'outside' | 'ambiguous'>;

/** Places every station in the areas of a set on the day of `at`. */
export function placeAll(
  stations: Iterable<Station>,
  areas: readonly Area[],
  set: string,
  at: number,
): Placed {
  const found: Placed = { stations: {}, outside: [], ambiguous: [] };
  for (const station of stations) {
    const place = placeStation(station, areas, set, at);
    if (place === null) {
      found.outside.push(station.id);
      continue;
    }
    found.stations[place.area] = (found.stations[place.area] ?? 0) + 1;
    const others = innermostWithout(station, areas, set, at, place.path);
    if (station.areaOverride?.[set] === undefined && others !== null)
      found.ambiguous.push({ station: station.id, areas: [place.area, others] });
  }
  return found;
}

/** Where the station would lie if the areas that hold it were not there: another outline that overlaps. */
function innermostWithout(
  station: Station,
  areas: readonly Area[],
  set: string,
  at: number,
  path: readonly string[],
): string | null {
  const rest = areas.filter((area) => area.set === set && !path.includes(area.code));
  return placeStation({ ...station, areaOverride: null }, rest, set, at)?.area ?? null;
}
