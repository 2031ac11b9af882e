import type { Device, InventorySnapshot } from '@app/registry';
import type { DeviceView, FamilyLayout, MeasureCatalogue } from '@app/telemetry';

/** A device as this service needs it. A new object whenever its registration changed. */
export interface KnownDevice {
  readonly view: DeviceView;
  readonly layout: FamilyLayout;
}

/** Devices of a snapshot with their family's layout; built on first use, kept while the registration stays. */
export class DeviceViews {
  private readonly known = new Map<string, { device: Device; profile: unknown; known: KnownDevice }>();

  constructor(private readonly catalogue: MeasureCatalogue) {}

  /** Undefined when the snapshot has no such device, or its family is not in the catalogue. */
  find(snapshot: InventorySnapshot, id: string): KnownDevice | undefined {
    const device = snapshot.devices.get(id);
    if (device === undefined) return undefined;
    const profile = snapshot.profiles.get(device.profile);
    const cached = this.known.get(id);
    if (cached !== undefined && cached.device === device && cached.profile === profile) return cached.known;
    const layout = this.catalogue.families.get(device.family);
    if (layout === undefined) return undefined;
    const view: DeviceView = {
      id,
      family: device.family,
      codec: device.codec,
      stamp: profile?.stamp ?? 'end',
      cadenceS: device.cadenceS,
      lanes: device.lanes,
      direction: device.direction,
      measures: profile === undefined ? null : new Set(profile.measures),
    };
    if (cached !== undefined && sameView(cached.known.view, view)) {
      this.known.set(id, { device, profile, known: cached.known });
      return cached.known;
    }
    const known = { view, layout };
    this.known.set(id, { device, profile, known });
    return known;
  }
}

function sameView(a: DeviceView, b: DeviceView): boolean {
  const measures = (view: DeviceView): string => (view.measures === null ? '*' : [...view.measures].join());
  return (
    a.family === b.family &&
    a.codec === b.codec &&
    a.stamp === b.stamp &&
    a.cadenceS === b.cadenceS &&
    a.direction === b.direction &&
    a.lanes.join() === b.lanes.join() &&
    measures(a) === measures(b)
  );
}
