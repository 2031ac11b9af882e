import { type Map as GlMap, Marker } from 'maplibre-gl';

const FROM_ZOOM = 10.8;
const MOST = 60;

export interface NamedStation {
  readonly id: string;
  readonly text: string;
  readonly at: readonly [number, number];
}

/** Names of the stations in view, once the map is near enough; at most sixty at a time. */
export class StationNames {
  private shown: Marker[] = [];
  private stations: readonly NamedStation[] = [];
  private named = '';

  constructor(private readonly map: GlMap) {
    map.on('moveend', () => this.draw());
  }

  /** @param named id of the one that has its name at any distance, or '' */
  set(stations: readonly NamedStation[], named: string): void {
    // First, so that it is among those that are shown.
    this.stations = stations.toSorted((a, b) => Number(b.id === named) - Number(a.id === named));
    this.named = named;
    this.draw();
  }

  private draw(): void {
    for (const marker of this.shown) marker.remove();
    this.shown = [];
    const isNear = this.map.getZoom() >= FROM_ZOOM;
    const view = this.map.getBounds();
    const inView = this.stations.filter(
      ({ id, at }) => (isNear || id === this.named) && view.contains([at[0], at[1]]),
    );
    this.shown = inView.slice(0, MOST).map(({ id, text, at }) => {
      const element = document.createElement('span');
      element.className = id === this.named ? 'gl-station chosen' : 'gl-station';
      element.textContent = text;
      const marker = new Marker({ element, anchor: 'left', offset: [8, 0] }).setLngLat([at[0], at[1]]);
      return marker.addTo(this.map);
    });
  }
}
