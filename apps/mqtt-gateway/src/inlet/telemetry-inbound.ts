/** Identifies the gateway's transport, so that Nest gives it the handlers meant for it and no others. */
export const MQTT_INLET = Symbol('nhippho.mqtt-inlet');

/** Pattern of the handler that makes batches of inbound messages durable. */
export const TELEMETRY_INBOUND = 'telemetry.inbound';
