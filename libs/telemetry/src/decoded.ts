import type { RejectReason } from '@app/contracts';
import type { MappingLookup } from './codec-book.js';

/** What decoding needs to know of a device; comes from the registry, never from the payload. */
export interface DeviceView {
  readonly id: string;
  readonly family: string;
  /** Registered payload codec, e.g. `native`. */
  readonly codec: string;
  /** Codecs that came after it, the oldest first: each for messages that arrive from `from` (epoch ms) on. */
  readonly codecChanges?: readonly CodecChange[];
  /** Which end of an interval `ts` names. */
  readonly stamp: 'end' | 'start';
  readonly cadenceS: number;
  /** Registered lanes; empty: the device reports none. */
  readonly lanes: readonly number[];
  /** Direction tag, '' when none. */
  readonly direction: string;
  /** Keys that its profile reports; null: every key of the family. */
  readonly measures: ReadonlySet<string> | null;
}

/** A device sends another format from a moment on. */
export interface CodecChange {
  readonly from: number;
  readonly codec: string;
}

/** One reading with at least one valid measure. */
export interface Reading {
  /** Position in the message's array; 0 for a single reading. */
  readonly index: number;
  /** Phenomenon time in epoch ms: the interval's start, or the instant. */
  readonly time: number;
  /** The interval's end; equal to `time` for an instant. */
  readonly end: number;
  /** Seconds; 0 for an instant. */
  readonly periodS: number;
  /** Lane tag, '' when the device has no lanes. */
  readonly lane: string;
  /** Values by slot of the family's layout; NaN = absent. */
  readonly values: Float64Array;
  /** Its speed is a time-mean, not a space-mean. */
  readonly tms: boolean;
}

/** Something that was refused: a whole reading, a whole message (index -1), or one measure of a stored reading. */
export interface Fault {
  readonly index: number;
  /** True when nothing of the reading (or message) is stored; false: only the measure named was dropped. */
  readonly whole: boolean;
  readonly reason: RejectReason;
  /** Names key and value, shortened, without control characters. */
  readonly detail: string;
}

/** `count` = `readings.length` + number of whole faults. */
export interface Decoded {
  readonly readings: readonly Reading[];
  /** At most one whole fault an index; up to 16 measure faults a reading, the rest are dropped unlisted. */
  readonly faults: readonly Fault[];
  /** Identifying fields (plates, faces, images …) that were dropped. */
  readonly privacyDropped: number;
  readonly count: number;
}

/** What decoding goes by beside the device: limits of time (epoch ms), and the codecs that are registered. */
export interface DecodeContext {
  /** When the message arrived. */
  readonly arrival: number;
  /** Readings that start before are `too_old`. */
  readonly notBefore: number;
  /** The registered mappings; without them only built-in codecs are known. */
  readonly mappings?: MappingLookup;
}
