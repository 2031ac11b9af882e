import { type Device, deviceViewOf, type InventorySnapshot } from '@app/registry';
import { CodecBook, type DeviceView, type FamilyLayout, type MeasureCatalogue } from '@app/telemetry';

/** A device as this service needs it. A new object whenever its registration changed. */
export interface KnownDevice {
  readonly view: DeviceView;
  readonly layout: FamilyLayout;
}

/** Devices of a snapshot with their family's layout; built on first use, kept while the registration stays. */
export class DeviceViews {
  private snapshotOfBook: InventorySnapshot | null = null;
  private book = CodecBook.EMPTY;
  private readonly known = new Map<string, { device: Device; profile: unknown; known: KnownDevice }>();

  constructor(private readonly catalogue: MeasureCatalogue) {}

  /** The registered mappings of a snapshot; a version is made ready once. */
  mappings(snapshot: InventorySnapshot): CodecBook {
    if (this.snapshotOfBook !== snapshot) {
      this.book = CodecBook.of(snapshot.codecs, this.catalogue, this.book);
      this.snapshotOfBook = snapshot;
    }
    return this.book;
  }

  /** Undefined when the snapshot has no such device, or its family is not in the catalogue. */
  find(snapshot: InventorySnapshot, id: string): KnownDevice | undefined {
    const device = snapshot.devices.get(id);
    if (device === undefined) return undefined;
    const profile = snapshot.profiles.get(device.profile);
    const cached = this.known.get(id);
    if (cached !== undefined && cached.device === device && cached.profile === profile) return cached.known;
    const layout = this.catalogue.families.get(device.family);
    if (layout === undefined) return undefined;
    const view = deviceViewOf(device, profile);
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
  const codecs = ({ codec, codecChanges = [] }: DeviceView): string =>
    [codec, ...codecChanges.map((change) => `${change.from} ${change.codec}`)].join();
  const measures = (view: DeviceView): string => (view.measures === null ? '*' : [...view.measures].join());
  return (
    a.family === b.family &&
    codecs(a) === codecs(b) &&
    a.stamp === b.stamp &&
    a.cadenceS === b.cadenceS &&
    a.direction === b.direction &&
    a.lanes.join() === b.lanes.join() &&
    measures(a) === measures(b)
  );
}
