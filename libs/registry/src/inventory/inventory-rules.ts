import { FAMILIES, SPEED_LIMITS_KMH } from '@app/contracts';
import { isBuiltIn } from '@app/telemetry';
import type { Device, Interval, InventorySnapshot } from '../model.js';
import { RegistryError } from '../registry.errors.js';
import type { NewDevice, NewStation } from './new-inventory.js';

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const LABEL = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const MAX_CADENCE_S = 86_400;
const MAX_LANE = 64;
const MAX_LANES = 32;

function require(holds: boolean, field: string, allowed: string): void {
  if (!holds) throw new RegistryError('REGISTRY_INVALID', `${field}: ${allowed}`);
}

/** Ids end up in topics, tags and file names, so their letters are few. */
export function checkId(field: string, id: string): void {
  require(ID.test(
    id,
  ), field, 'an id starts with A-Z a-z 0-9, goes on with those or . _ -, and has at most 64 characters');
}

export function checkStation(station: NewStation): void {
  checkId('id', station.id);
  require(station.name.trim() !== '' && station.name.length <= 200, 'name', '1 to 200 characters');
  require((FAMILIES as readonly string[]).includes(station.kind), 'kind', `one of ${FAMILIES.join(', ')}`);
  require(Number.isFinite(station.lat) && Math.abs(station.lat) <= 90, 'lat', 'degrees from -90 to 90');
  require(Number.isFinite(station.lon) && Math.abs(station.lon) <= 180, 'lon', 'degrees from -180 to 180');
  const { segment } = station;
  if (segment === undefined) return;
  require(station.kind === 'traffic', 'segment', 'only a traffic station has one');
  const { lengthKm, lanes, freeFlowKmh, capacityPcu, speedLimitKmh } = segment;
  require(lengthKm > 0 && lengthKm <= 100, 'segment.lengthKm', 'more than 0, at most 100');
  require(Number.isInteger(lanes) && lanes >= 1 && lanes <= MAX_LANES, 'segment.lanes', `1 to ${MAX_LANES}`);
  require(freeFlowKmh > 0 && freeFlowKmh <= 200, 'segment.freeFlowKmh', 'more than 0, at most 200');
  require(capacityPcu === undefined ||
    (capacityPcu > 0 && capacityPcu <= 50_000), 'segment.capacityPcu', 'more than 0, at most 50000');
  require(speedLimitKmh === undefined ||
    (SPEED_LIMITS_KMH as readonly number[]).includes(
      speedLimitKmh,
    ), 'segment.speedLimitKmh', `one of ${SPEED_LIMITS_KMH.join(', ')}`);
}

/** Checks a device against what is registered. `at` is when it goes into service. */
export function checkDevice(device: NewDevice, at: number, inventory: InventorySnapshot): void {
  checkId('id', device.id);
  const { cadence, lanes = [], direction = '' } = device;
  require(Number.isFinite(cadence) &&
    Number.isInteger(cadence) &&
    cadence >= 1 &&
    cadence <= MAX_CADENCE_S, 'cadence', `whole seconds from 1 to ${MAX_CADENCE_S}`);
  require(Number.isSafeInteger(at), 'activeFrom', 'a time');
  require(lanes.length <= MAX_LANES &&
    lanes.every(
      (lane) => Number.isInteger(lane) && lane >= 1 && lane <= MAX_LANE,
    ), 'lanes', `at most ${MAX_LANES} numbers from 1 to ${MAX_LANE}`);
  require(new Set(lanes).size === lanes.length, 'lanes', 'each lane once');
  require(direction === '' || LABEL.test(direction), 'direction', 'A-Z a-z 0-9 . _ -, at most 32 characters');
  const station = inventory.stations.get(device.station);
  require(station !== undefined, 'station', `no station ${device.station} is registered`);
  const profile = inventory.profiles.get(device.profile);
  require(profile !== undefined, 'profile', `one of ${[...inventory.profiles.keys()].join(', ')}`);
  require(station?.kind ===
    profile?.family, 'profile', `station ${device.station} is of kind ${station?.kind}, profile ${device.profile} of family ${profile?.family}`);
  require(device.codec === undefined ||
    isBuiltIn(device.codec) ||
    inventory.codecs.some(
      ({ id, family }) => id === device.codec && family === profile?.family,
    ), 'codec', `no codec ${device.codec} of ${profile?.family} is registered`);
  require(device.gateway === undefined ||
    inventory.gateways.has(device.gateway), 'gateway', `no gateway ${device.gateway} is registered`);
}

/**
 * Refuses a device that would count a second time what another one at its station counts: the same measure, lane and
 * direction in a common time. [DESIGN 6]
 */
export function refuseDoubleCounting(
  device: Device,
  others: readonly Device[],
  inventory: InventorySnapshot,
): void {
  const measures = measuresOf(device, inventory);
  for (const other of others) {
    if (other.id === device.id || other.direction !== device.direction) continue;
    if (!overlap(device.active, other.active) || !shareLane(device.lanes, other.lanes)) continue;
    const shared = measuresOf(other, inventory).find((measure) => measures.includes(measure));
    if (shared === undefined) continue;
    throw new RegistryError(
      'REGISTRY_CONFLICT',
      `lanes, direction: ${other.id} already reports ${device.family}.${shared} of the same lane and direction ` +
        `at station ${device.station}`,
    );
  }
}

function measuresOf(device: Device, inventory: InventorySnapshot): readonly string[] {
  return device.profile === '' ? [] : (inventory.profiles.get(device.profile)?.measures ?? []);
}

/** No lanes: the device counts the whole road in its direction, so it shares with any. */
function shareLane(a: readonly number[], b: readonly number[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((lane) => b.includes(lane));
}

function overlap(a: readonly Interval[], b: readonly Interval[]): boolean {
  return a.some((x) => b.some((y) => (x.to === null || y.from < x.to) && (y.to === null || x.from < y.to)));
}
