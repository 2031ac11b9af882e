import type { ExpressionSpecification, GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Area } from '../../api/types.js';

/** Colours of the theme in force, by variable of base.css. */
export type Paint = (name: string) => string;

type Features = Exclude<GeoJSONSourceSpecification['data'], string>;

/** Longitudes and latitudes of a box: south-west, north-east. */
export type Box = [[number, number], [number, number]];

const state = (name: string): ExpressionSpecification => ['feature-state', name];

/** A map of the city's own outlines and stations: no tiles, no glyphs, nothing from elsewhere. */
export function styleOf(areas: Features, paint: Paint): StyleSpecification {
  return {
    version: 8,
    sources: {
      areas: { type: 'geojson', data: areas, promoteId: 'code' },
      stations: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      {
        id: 'areas',
        type: 'fill',
        source: 'areas',
        paint: { 'fill-color': ['to-color', state('colour'), paint('--hatch-bed')] },
      },
      hatching('unknown', 'hatch', 'hatched'),
      hatching('partial', 'hatch-thin', 'partial'),
      {
        id: 'borders',
        type: 'line',
        source: 'areas',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': paint('--card'), 'line-width': 1.5 },
      },
      {
        id: 'chosen',
        type: 'line',
        source: 'areas',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': ['case', ['boolean', state('chosen'), false], paint('--brand'), paint('--ink')],
          'line-width': [
            'case',
            ['boolean', state('chosen'), false],
            3,
            ['boolean', state('pointed'), false],
            2,
            0,
          ],
        },
      },
      {
        id: 'stations',
        type: 'circle',
        source: 'stations',
        layout: { 'circle-sort-key': ['get', 'rank'] },
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 2.4, 11, 4.5, 14, 8],
          'circle-color': [
            'match',
            ['get', 'state'],
            'live',
            paint('--brand'),
            'late',
            paint('--attention-mark'),
            paint('--card'),
          ],
          'circle-stroke-color': [
            'match',
            ['get', 'state'],
            'live',
            paint('--card'),
            'late',
            paint('--ink'),
            'never',
            paint('--muted'),
            paint('--bad'),
          ],
          'circle-stroke-width': ['match', ['get', 'state'], 'live', 1, 'late', 1, 1.8],
        },
      },
    ],
  };
}

function hatching(id: string, image: string, when: string): StyleSpecification['layers'][number] {
  return {
    id,
    type: 'fill',
    source: 'areas',
    paint: { 'fill-pattern': image, 'fill-opacity': ['case', ['boolean', state(when), false], 1, 0] },
  };
}

/** A hatching as an image that repeats. */
export function hatchImage(line: string, bed: string | null, step: number): ImageData | null {
  const size = step * 2;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d');
  if (!context) return null;
  if (bed !== null) {
    context.fillStyle = bed;
    context.fillRect(0, 0, size, size);
  }
  context.strokeStyle = line;
  context.lineWidth = step / 3.2;
  context.beginPath();
  for (let at = -size; at <= size; at += step) {
    context.moveTo(at, size);
    context.lineTo(at + size, 0);
  }
  context.stroke();
  return context.getImageData(0, 0, size, size);
}

export function featuresOf(areas: readonly Area[]): Features {
  return {
    type: 'FeatureCollection',
    features: areas.flatMap((area) =>
      area.outline
        ? [{ type: 'Feature' as const, properties: { code: area.code }, geometry: area.outline }]
        : [],
    ),
  };
}
