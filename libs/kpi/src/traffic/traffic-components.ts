import { componentIndex } from '../core/method.js';

const own = [
  /** Vehicles, PCU, and hours of observation of the directions: a single station's flow needs no length. */
  'n',
  'pcu',
  't_h',
  'n_spd',
  'n_over_v',
  'n_motorcycle',
  'n_car',
  'n_bus',
  'n_heavy',
  /** Weighted by the segment's length. veh·km, pcu·km, km·h, veh·h. */
  'vkt',
  'pcukt',
  'lkmh',
  'vkt_spd',
  'vht',
  'vht_ff',
  'delay',
  'vkt_motorcycle',
  'vkt_car',
  'vkt_bus',
  'vkt_heavy',
  /** Inside the peaks. */
  'pk_vht',
  'pk_vht_ff',
  'pk_valid',
  'pk_expected',
  'pk_readings',
  'pk_vkt',
  /** Inside MOB-08's times: congested hours (mean of the directions), veh·km; of a day their product. */
  'cg_h',
  'cg_vkt',
  'cg_hvkt',
  'cg_valid',
  'cg_expected',
  'cg_readings',
  /** veh·km of the quarters whose level of service is known, and of those at E–F. */
  'los_vkt',
  'los_ef',
  /** Hours only: vehicles of its four quarters, and which of them are known (bit 0 = the first). */
  'q1',
  'q2',
  'q3',
  'q4',
  'q_known',
  /** Days only: vehicles of the peak hour, and four times those of its busiest quarter. */
  'ph_v60',
  'ph_4v15',
  /** Vehicles whose interval's speed and whose limit are known, and those above it. */
  'sp_n',
  'sp_over',
  /** Days only: 1 when the day's total counts for AADT. */
  'aadt_day',
  /** Length of a major street's segment, km, times the readings expected. */
  'major_e',
] as const;

/** Components of the traffic domain. */
export const TRAFFIC = componentIndex(own);
