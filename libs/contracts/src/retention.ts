/** How long raw points are kept: a reading that is older at its arrival is `too_old`. */
export const RAW_RETENTION_MS = 800 * 86_400_000;
