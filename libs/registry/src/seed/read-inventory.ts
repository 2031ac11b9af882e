import type { Profile, StationFact } from '../model.js';
import { profilesFileSchema } from './catalogue.schema.js';
import { devicesFileSchema, stationsFileSchema } from './inventory.schema.js';
import { SeedFile } from './seed-file.js';
import type { SeedDevice, SeedStation } from './seeds.js';

/** Device types of `profiles.yaml`. */
export function readProfiles(dir: string): Profile[] {
  return SeedFile.open(dir, 'profiles.yaml')
    .parse(profilesFileSchema)
    .profiles.map(({ id, family, measures, stamp, codec, cadence, vi, en }) => ({
      id,
      family,
      measures,
      stamp,
      codec,
      cadenceS: cadence ?? null,
      nameVi: vi ?? id,
      nameEn: en ?? id,
    }));
}

/** Stations of `stations.yaml`; ids are unique, a traffic station has its segment. */
export function readStations(dir: string): SeedStation[] {
  const file: SeedFile = SeedFile.open(dir, 'stations.yaml');
  const doc = file.parse(stationsFileSchema);
  const seen = new Set<string>();
  return doc.stations.map((station, i) => {
    if (seen.has(station.id)) file.refuse(['stations', i, 'id'], `${station.id} stands twice`);
    seen.add(station.id);
    if (station.kind === 'traffic' && station.facts.segment === undefined) {
      file.refuse(['stations', i], 'a traffic station needs facts.segment');
    }
    const facts = Object.entries(station.facts).map(([key, value]): StationFact => ({
      key: key as StationFact['key'],
      value,
      validFrom: doc.factsFrom,
      validTo: null,
    }));
    return { ...station, facts, virtual: doc.virtual };
  });
}

/** Devices of `devices.yaml`; their stations and profiles exist, and nothing is measured twice at one place. */
export function readDevices(
  dir: string,
  stations: readonly SeedStation[],
  profiles: readonly Profile[],
): SeedDevice[] {
  const file: SeedFile = SeedFile.open(dir, 'devices.yaml');
  const doc = file.parse(devicesFileSchema);
  const kinds = new Map(stations.map((station) => [station.id, station.kind]));
  const types = new Map(profiles.map((profile) => [profile.id, profile]));
  const ids = new Set<string>();
  const places = new Set<string>();
  return doc.devices.map(({ cadence, ...device }, i) => {
    const at = (key: string) => ['devices', i, key];
    if (ids.has(device.id)) file.refuse(at('id'), `${device.id} stands twice`);
    ids.add(device.id);
    const kind = kinds.get(device.station);
    if (kind === undefined) file.refuse(at('station'), `no station ${device.station} in stations.yaml`);
    const profile = types.get(device.profile);
    if (profile === undefined) file.refuse(at('profile'), `allowed are ${[...types.keys()].join(', ')}`);
    if (profile.family !== kind) {
      file.refuse(at('profile'), `${device.profile} measures ${profile.family}, the station is for ${kind}`);
    }
    for (const lane of device.lanes.length === 0 ? [''] : device.lanes) {
      for (const measure of profile.measures) {
        const place = [device.station, measure, lane, device.direction].join('|');
        if (places.has(place)) file.refuse(at('station'), `two devices measure ${measure} at one place`);
        places.add(place);
      }
    }
    return { ...device, cadenceS: cadence, gateway: device.gateway ?? doc.gateway, virtual: doc.virtual };
  });
}
