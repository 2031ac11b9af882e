// Where the benchmark's cameras stand: at traffic stations of the virtual city, evenly over the districts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './platform.mjs';

function pointsByDistrict() {
  const { stations } = parse(readFileSync(join(root, 'seeds', 'stations.yaml'), 'utf8'));
  const districts = new Map();
  for (const { id, kind, lat, lon } of stations) {
    if (kind !== 'traffic') continue;
    const district = id.slice(0, id.indexOf('-'));
    districts.set(district, [...(districts.get(district) ?? []), { lat, lon }]);
  }
  return [...districts.values()];
}

/** `count` camera ids with a place each; `districts` are places in `pointsByDistrict`'s order, by default all nine. */
export function cameraPlaces(count, prefix, districts) {
  const points = pointsByDistrict();
  const chosen = (districts ?? [...points.keys()]).map((i) => points[i]);
  return Array.from({ length: count }, (_, i) => {
    const district = chosen[i % chosen.length];
    const turn = Math.floor(i / chosen.length);
    return { id: `${prefix}-${String(i + 1).padStart(3, '0')}`, ...district[turn % district.length] };
  });
}

/** Registers cameras and resolves to their credentials by id. */
export async function registerCameras(platform, places) {
  const credentials = {};
  for (const { id, lat, lon } of places) credentials[id] = await platform.register(id, { lat, lon });
  return credentials;
}
