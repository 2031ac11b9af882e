import type { Schemas } from '@app/api-client';

export type Measure = Schemas['Measure'];
