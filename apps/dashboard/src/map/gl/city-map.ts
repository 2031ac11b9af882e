import { type GeoJSONSource, Map as GlMap, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Area } from '../../api/types.js';
import { type Label, Labels } from './labels.js';
import { type NamedStation, StationNames } from './station-names.js';
import { type Box, featuresOf, hatchImage, type Paint, styleOf } from './style.js';

/** How an area is drawn. */
export interface AreaLook {
  readonly colour: string | null;
  readonly hatched: boolean;
  readonly partial: boolean;
  readonly chosen: boolean;
}

export interface DrawnStation extends NamedStation {
  readonly state: string;
  readonly rank: number;
}

interface Options {
  readonly container: HTMLElement;
  readonly areas: readonly Area[];
  readonly paint: Paint;
  readonly interactive: boolean;
  readonly words: Readonly<Record<string, string>>;
  readonly onChoose: (code: string) => void;
  readonly onPoint: (code: string | null) => void;
  readonly onReady: () => void;
}

setWorkerUrl(workerUrl);
const PADDING = 24;

/** The city on MapLibre: areas, stations and their names. Everything that it makes goes with `remove`. */
export class CityMap {
  private readonly map: GlMap;
  private readonly labels: Labels;
  private readonly names: StationNames;
  private pointed: string | null = null;
  private isLoaded = false;
  private isRemoved = false;
  /** Looks as they were last drawn, so that only what changed is drawn again. */
  private readonly drawn = new Map<string, string>();

  constructor(options: Options) {
    const { container, areas, paint, interactive, words, onChoose, onPoint, onReady } = options;
    this.map = new GlMap({
      container,
      style: styleOf(featuresOf(areas), paint),
      interactive,
      locale: { ...words },
      cooperativeGestures: interactive,
      attributionControl: false,
      renderWorldCopies: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      minZoom: 7,
      maxZoom: 16,
    });
    if (interactive) this.map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
    const thick = hatchImage(paint('--hatch'), paint('--hatch-bed'), 8);
    const thin = hatchImage(paint('--muted'), null, 6);
    if (thick) this.map.addImage('hatch', thick);
    if (thin) this.map.addImage('hatch-thin', thin);
    this.labels = new Labels(this.map, { onChoose, onPoint: (code) => this.point(code, onPoint) });
    this.names = new StationNames(this.map);
    this.map.on('click', 'areas', (event) => {
      const code: unknown = event.features?.[0]?.properties['code'];
      if (typeof code === 'string') onChoose(code);
    });
    this.map.on('mousemove', 'areas', (event) => {
      const code: unknown = event.features?.[0]?.properties['code'];
      this.point(typeof code === 'string' ? code : null, onPoint);
    });
    this.map.on('mouseleave', 'areas', () => this.point(null, onPoint));
    this.map.once('load', () => (this.isLoaded = true));
    this.map.once('idle', onReady);
  }

  showAreas(looks: ReadonlyMap<string, AreaLook>, labels: readonly Label[]): void {
    if (this.isRemoved) return;
    this.whenLoaded(() => {
      for (const [id, { colour, ...look }] of looks) {
        const key = JSON.stringify([colour, look]);
        if (this.drawn.get(id) === key) continue;
        this.drawn.set(id, key);
        this.map.setFeatureState({ source: 'areas', id }, { ...look, colour: colour ?? 'transparent' });
      }
    });
    this.labels.show(labels);
  }

  /** @param named id of the station that is pointed out, or '' */
  showStations(stations: readonly DrawnStation[], named: string): void {
    if (this.isRemoved) return;
    this.names.set(stations, named);
    this.whenLoaded(() => {
      const features = stations.map(({ id, at, state, rank }) => ({
        type: 'Feature' as const,
        properties: { id, state, rank },
        geometry: { type: 'Point' as const, coordinates: [...at] },
      }));
      void this.map.getSource<GeoJSONSource>('stations')?.setData({ type: 'FeatureCollection', features });
    });
  }

  /** Brings a box into view. */
  look(box: Box, animate: boolean): void {
    if (this.isRemoved) return;
    this.map.fitBounds(box, { padding: PADDING, duration: animate ? 600 : 0 });
  }

  /** Ends the map. What is still asked of it afterwards, while the page draws its successor, is nothing. */
  remove(): void {
    this.isRemoved = true;
    this.map.remove();
  }

  private whenLoaded(work: () => void): void {
    if (this.isLoaded) work();
    else this.map.once('load', work);
  }

  private point(code: string | null, tell: (code: string | null) => void): void {
    if (code === this.pointed || this.isRemoved || !this.isLoaded) return;
    if (this.pointed !== null)
      this.map.setFeatureState({ source: 'areas', id: this.pointed }, { pointed: false });
    if (code !== null) this.map.setFeatureState({ source: 'areas', id: code }, { pointed: true });
    this.pointed = code;
    tell(code);
  }
}
