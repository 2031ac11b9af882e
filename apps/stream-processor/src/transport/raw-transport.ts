/** Transport id of ❶'s consumer: without one of its own, a strategy is given every pattern of the process. */
export const RAW_TRANSPORT: unique symbol = Symbol('telemetry.raw');
