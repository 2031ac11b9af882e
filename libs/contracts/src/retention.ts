const DAY_MS = 86_400_000;

/** How long payloads are kept as they came, ms: what ❶ and ❷ hold, and the list of rejected messages. */
export const PAYLOAD_RETENTION_MS = 30 * DAY_MS;

/** How long raw points are kept: a reading that is older at its arrival is `too_old`. */
export const RAW_RETENTION_MS = 800 * DAY_MS;

/** How long 5-minute windows are kept: ten years. KPI values stay. */
export const WINDOW_RETENTION_MS = 3653 * DAY_MS;
