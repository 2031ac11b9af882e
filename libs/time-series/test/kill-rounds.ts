import type { MeasurementSchema } from '@app/time-series';

export const POINTS: MeasurementSchema = {
  bucket: 'raw',
  measurement: 'traffic',
  tags: ['device', 'lane'],
  fields: ['round', 'speed'],
};
/** The turn of a month, so that late rows go to another table than new ones. */
export const START = Date.UTC(2026, 10, 1);
/** Lanes: each writes its rows in another way. */
export const NEW = 'new';
export const LATE = 'late';
export const LIVE = 'live';
