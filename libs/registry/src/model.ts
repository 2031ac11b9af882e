import type { SignedPeriod } from '@app/kpi';
import type { CodecChange, CodecVersion } from '@app/telemetry';

/** Plain read models of the registry: what services hold in memory. Times are epoch milliseconds. */

export type Stamp = 'end' | 'start';

/** A device type: what it measures, how it stamps and which codec its payloads have. */
export interface Profile {
  readonly id: string;
  /** Measure family: also the station kind and the measurement's name in the time series. */
  readonly family: string;
  /** Keys of the family's measures that devices of this profile report, e.g. `n.motorcycle`, `speed`. */
  readonly measures: readonly string[];
  readonly stamp: Stamp;
  readonly codec: string;
  /** Usual seconds between two readings, for whoever registers a device; null when there is no usual. */
  readonly cadenceS?: number | null;
  readonly nameVi?: string;
  readonly nameEn?: string;
}

/** A value that a formula reads, valid from one moment to another; never updated in place. */
export interface StationFact {
  readonly key:
    | 'segment'
    | 'schedule'
    | 'floodLevels'
    | 'noiseArea'
    | 'bins'
    | 'lamps'
    | 'lot'
    | 'roadType'
    | 'roadClass'
    | 'drain';
  readonly value: unknown;
  readonly validFrom: number;
  readonly validTo: number | null;
}

/** Value of the `segment` fact: the piece of road that a traffic station stands for. */
export interface SegmentFact {
  readonly lengthKm: number;
  readonly lanes: number;
  readonly freeFlowKmh: number;
  /** Capacity of one direction, pcu/h; without it a load over capacity isn't seen. [KPI MOB-10] */
  readonly capacityPcu?: number | undefined;
  /** One of SPEED_LIMITS_KMH; without it nobody speeds and nobody doesn't. [KPI SAF-03] */
  readonly speedLimitKmh?: number | undefined;
}

export interface Station {
  readonly id: string;
  /** Small number of its own, for places where only numbers can be stored. */
  readonly no: number;
  readonly name: string;
  readonly kind: string;
  readonly lat: number;
  readonly lon: number;
  /** Area code that overrides point in polygon, by reporting set; for stations near a border. */
  readonly areaOverride: Readonly<Record<string, string>> | null;
  readonly facts: readonly StationFact[];
  /** True for a station of the simulated city. */
  readonly virtual: boolean;
}

export interface Interval {
  readonly from: number;
  readonly to: number | null;
}

/** A time whose readings of a device don't count, as marked by an operator and snapped to 5-minute windows. */
export interface ExcludedInterval {
  readonly from: number;
  readonly to: number;
  /** `faulty`: readings are owed and missing. `maintenance`: none is owed. */
  readonly kind: 'faulty' | 'maintenance';
}

/** A time in which what a device sends is taken and counts for nothing, with who decided so. */
export interface Quarantine extends Interval {
  readonly reason: string;
  readonly by: string;
}

export interface Device {
  readonly id: string;
  readonly station: string;
  readonly profile: string;
  readonly family: string;
  /** Payload codec that it was registered with. */
  readonly codec: string;
  /** Codecs that came after it, the oldest first. */
  readonly codecChanges?: readonly CodecChange[];
  /** Seconds between two readings. */
  readonly cadenceS: number;
  /** Registered lanes; empty: the device reports none and its lane tag is ''. */
  readonly lanes: readonly number[];
  /** Direction tag, '' when none. */
  readonly direction: string;
  /** Gateway that writes for it, or null. */
  readonly gateway: string | null;
  /** When it was in service; expected readings are counted only then. */
  readonly active: readonly Interval[];
  readonly excluded: readonly ExcludedInterval[];
  /** By time of arrival, the oldest first; absent where it was never in one. */
  readonly quarantines?: readonly Quarantine[];
  readonly virtual: boolean;
}

export interface Area {
  readonly set: string;
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly level: 'province' | 'district' | 'commune';
  readonly parent: string | null;
  readonly areaKm2: number | null;
  readonly validFrom: number;
  readonly validTo: number | null;
  /** Rings as [lon, lat], holes too (even-odd rule); empty where the outline is not known. */
  readonly rings: readonly (readonly (readonly [number, number])[])[];
}

/**
 * A figure about an area that formulas read: km of major streets, number of lamps. The row with the latest `validFrom`
 * rules where two hold; of one `validFrom` the highest revision.
 */
export interface AreaFact {
  readonly set: string;
  readonly area: string;
  /** `road_km_major`; lower case, digits and underscores. */
  readonly key: string;
  /** Null: withdrawn, there is no figure from `validFrom` on. */
  readonly value: number | null;
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly revision: number;
  /** Document, page. */
  readonly source: string;
  readonly recordedBy: string;
  readonly recordedAt: number;
  /** True for a figure of the simulated city: it counts only while its devices are in service. */
  readonly virtual: boolean;
}

/** A figure to be recorded. */
export type NewAreaFact = Omit<AreaFact, 'revision' | 'recordedAt' | 'recordedBy'>;

export interface ReportingSet {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly noteVi: string;
  readonly noteEn: string;
  readonly status: 'active' | 'listed';
  /** `seed`: follows the seeds; `user`: imported or changed here. */
  readonly origin: 'seed' | 'user';
}

/** A stored secret's salted SHA-256; the secret itself is shown once and kept nowhere. */
export interface Credential {
  readonly id: string;
  readonly principal: string;
  readonly kind: 'device' | 'gateway';
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
  readonly createdAt: number;
  /** It counts no longer from here on; null: until it is revoked. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

/** The registry as of one change number: what services read on their hot paths. Immutable. */
export interface InventorySnapshot {
  /** Number of the newest change it contains; grows by one a change. */
  readonly revision: number;
  readonly stations: ReadonlyMap<string, Station>;
  readonly devices: ReadonlyMap<string, Device>;
  readonly gateways: ReadonlySet<string>;
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Every version of every registered payload mapping. */
  readonly codecs: readonly CodecVersion[];
  readonly sets: readonly ReportingSet[];
  readonly areas: readonly Area[];
  /** Newest revisions only. */
  readonly areaFacts: readonly AreaFact[];
  readonly devicesOfStation: ReadonlyMap<string, readonly Device[]>;
  /** Signed and checked periods, the first made first. */
  readonly signed: readonly SignedPeriod[];
}

/** What a commit cycle will have done, written before it does anything, so that a repeat counts nothing twice. */
export interface PendingCycle {
  readonly from: number;
  readonly next: number;
  readonly epoch: number;
  readonly counts: readonly LedgerDelta[];
  readonly rejected: readonly RejectedRow[];
  /** Rejected beyond the hourly limit of listed rows: counted in `counts`, not listed. */
  readonly unlisted: number;
  /** True: replaces the counts of the same range, because the store refused some of its rows after step (a). */
  readonly isAmended?: boolean;
}

/** A valid measure, or a whole reading, that a cycle refused because of other data or of the store. */
export interface Veto {
  /** Log offset of the message. */
  readonly offset: number;
  /** Index in the message's array. */
  readonly index: number;
  /** Key of the measure; null: the whole reading. */
  readonly measure: string | null;
  readonly reason: string;
  readonly detail: string;
}

export interface LedgerDelta {
  readonly device: string;
  /** Start of the hour of arrival, epoch ms. */
  readonly hour: number;
  readonly stored: number;
  readonly corrected: number;
  readonly duplicate: number;
  readonly rejected: Readonly<Record<string, number>>;
  /** Privacy-forbidden fields dropped. */
  readonly privacyDropped: number;
  /** Of this line's readings: decisions that rest on other data, kept with a pending cycle so that a repeat decides alike. */
  readonly vetoes?: readonly Veto[];
}

export interface RejectedRow {
  readonly partition: number;
  readonly offset: number;
  /** Index in the message's array; -1 for the message as a whole. */
  readonly index: number;
  readonly at: number;
  readonly device: string;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  /** First 4 kB of the payload. */
  readonly bytes: Uint8Array;
}

/** A partition that is ours: work under `epoch` from `position`; `pending` is what a crashed self left. */
export interface Claim {
  readonly epoch: number;
  readonly position: number;
  readonly pending: PendingCycle | null;
}
