/** Control packet types: the high four bits of the first byte [MQTT 5.0, 2.1.2]. */
export const PUBLISH = 3;
export const PUBREL = 6;
export const SUBSCRIBE = 8;
export const UNSUBSCRIBE = 10;
export const PINGREQ = 12;
export const DISCONNECT = 14;

/** PINGRESP as bytes. */
export const PINGRESP_BYTES = Buffer.from([0xd0, 0x00]);
