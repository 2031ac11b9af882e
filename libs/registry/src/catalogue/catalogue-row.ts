/** One version of a catalogue entry, and from when to when it applies. */
export interface CatalogueRow<T = unknown> {
  readonly key: string;
  /** 1 for the first version of a key. */
  readonly version: number;
  /** Epoch ms; 0 = since ever. */
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly body: T;
}

/** What a catalogue entry is about. */
export type CatalogueKind =
  | 'measures'
  | 'profile'
  | 'kpi'
  | 'target'
  | 'pcu'
  | 'limit'
  | 'noiseLimit'
  | 'plan'
  | 'successor'
  | 'framework'
  | 'frameworkIndicator'
  | 'alarmRule'
  | 'codec';
