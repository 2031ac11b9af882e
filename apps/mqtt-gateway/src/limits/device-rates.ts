import { Rates } from '@app/access';

/**
 * How fast devices may send, in readings. A device that sends more is not refused and loses nothing: its socket is
 * not read until its allowance has grown back.
 */
export class DeviceRates extends Rates {}
