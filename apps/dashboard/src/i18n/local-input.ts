const OFFSET_MS = 7 * 3_600_000;

/** Value of a `datetime-local` field for a moment (epoch ms), in the city's time. */
export function toLocalInput(ms: number): string {
  return new Date(ms + OFFSET_MS).toISOString().slice(0, 16);
}

/** RFC 3339 time of a `datetime-local` or `date` field's value, read as the city's time. */
export function fromLocalInput(value: string): string {
  return value.length === 10 ? `${value}T00:00:00+07:00` : `${value.slice(0, 16)}:00+07:00`;
}
