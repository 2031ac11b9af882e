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

  constructor(private readonly map: GlMap) {
    map.on('moveend', () => this.draw());
  }

  set(stations: readonly NamedStation[]): void {
    this.stations = stations;
    this.draw();
  }

  private draw(): void {
    for (const marker of this.shown) marker.remove();
    this.shown = [];
    if (this.map.getZoom() < FROM_ZOOM) return;
    const view = this.map.getBounds();
    const inView = this.stations.filter(({ at }) => view.contains([at[0], at[1]])).slice(0, MOST);
    this.shown = inView.map(({ text, at }) => {
      const element = document.createElement('span');
      element.className = 'gl-station';
      element.textContent = text;
      const marker = new Marker({ element, anchor: 'left', offset: [8, 0] }).setLngLat([at[0], at[1]]);
      return marker.addTo(this.map);
    });
  }
}
