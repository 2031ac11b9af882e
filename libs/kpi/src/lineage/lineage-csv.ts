import { formatLocal } from '../time/civil.js';
import type { Lineage } from './lineage.js';

const HEADER = ['record', 'name', 'station', 'from', 'component', 'value'];

/**
 * A value's lineage as CSV (RFC 4180), complete in itself: `about` rows say which value it is, `formula` rows what is done,
 * `input` rows with what; `name` is then the input's role in the formula. Numbers have all their digits.
 */
export function lineageCsv(
  about: Readonly<Record<string, string | number | null>>,
  { formula, inputs }: Lineage,
): string {
  const times = new Map<number, string>();
  const timeOf = (from: number): string => {
    const known = times.get(from) ?? formatLocal(from);
    times.set(from, known);
    return known;
  };
  const lines = [HEADER.join(',')];
  for (const [name, value] of Object.entries(about)) lines.push(`about,${name},,,,${quoted(value)}`);
  for (const [name, value] of Object.entries(formula)) lines.push(`formula,${name},,,,${quoted(value)}`);
  for (const { role, component, station, from, value } of inputs) {
    lines.push(`input,${role},${quoted(station)},${timeOf(from)},${component},${value}`);
  }
  return lines.map((line) => `${line}\r\n`).join('');
}

function quoted(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
