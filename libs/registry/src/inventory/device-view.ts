import type { DeviceView } from '@app/telemetry';
import type { Device, Profile } from '../model.js';

/** A registered device as decoding needs it. */
export function deviceViewOf(device: Device, profile: Profile | undefined): DeviceView {
  return {
    id: device.id,
    family: device.family,
    codec: device.codec,
    codecChanges: device.codecChanges ?? [],
    stamp: profile?.stamp ?? 'end',
    cadenceS: device.cadenceS,
    lanes: device.lanes,
    direction: device.direction,
    measures: profile === undefined ? null : new Set(profile.measures),
  };
}
