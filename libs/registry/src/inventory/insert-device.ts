import { randomUUID } from 'node:crypto';
import type { Device, InventorySnapshot } from '../model.js';
import type { Sql } from '../sql.js';
import { noteChange } from './change-log.js';
import { insertCredential } from './credential.sql.js';
import { checkDevice, refuseDoubleCounting } from './inventory-rules.js';
import type { NewDevice, StoredSecret } from './new-inventory.js';
import { readSnapshot } from './read-snapshot.js';
import { refuseTakenPrincipal, taken } from './taken.js';

/** Registers a device with its credential, in a transaction that holds the edit lock. Throws RegistryError naming the field. */
export async function insertDevice(
  sql: Sql,
  input: NewDevice,
  secret: StoredSecret,
  now: number,
): Promise<Device> {
  const activeFrom = input.activeFrom ?? now;
  const inventory = await readSnapshot(sql);
  checkDevice(input, activeFrom, inventory);
  if (inventory.devices.has(input.id)) throw taken('device', input.id);
  await refuseTakenPrincipal(sql, input.id);
  const device = asDevice(input, activeFrom, inventory);
  refuseDoubleCounting(device, inventory.devicesOfStation.get(device.station) ?? [], inventory);
  await sql(
    `INSERT INTO device (id, station, profile, codec, cadence_s, lanes, direction, gateway, virtual, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      device.id,
      device.station,
      device.profile,
      input.codec ?? null,
      device.cadenceS,
      device.lanes,
      device.direction,
      device.gateway,
      device.virtual,
      now,
    ],
  );
  await sql('INSERT INTO device_interval (device, active_from, active_to) VALUES ($1, $2, NULL)', [
    device.id,
    activeFrom,
  ]);
  await insertCredential(sql, { id: randomUUID(), principal: device.id, kind: 'device' }, secret, now);
  await noteChange(sql, 'device', device.id, now);
  return device;
}

function asDevice(input: NewDevice, activeFrom: number, inventory: InventorySnapshot): Device {
  const profile = inventory.profiles.get(input.profile);
  return {
    id: input.id,
    station: input.station,
    profile: input.profile,
    family: profile?.family ?? '',
    codec: input.codec ?? profile?.codec ?? 'native',
    cadenceS: input.cadence,
    lanes: input.lanes ?? [],
    direction: input.direction ?? '',
    gateway: input.gateway ?? null,
    active: [
      {
        from: activeFrom,
        to: null,
      },
    ],
    excluded: [],
    virtual: input.virtual ?? false,
  };
}
