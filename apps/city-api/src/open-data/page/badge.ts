import { escapeMarkup } from '../../http/escape.js';

const COLOURS = { ok: '#0b6b6b', partial: '#8f5500', insufficient: '#5d6b78' } as const;
const LETTER = 6.6;
const PADDING = 10;

/** What a badge says. */
export interface Badge {
  readonly label: string;
  readonly value: string;
  /** Of which period, for who points at it or reads with ears. */
  readonly when: string;
  readonly quality: keyof typeof COLOURS;
}

/** A badge as SVG, on its own: letters of the reader's system. */
export function badgeSvg({ label, value, when, quality }: Badge): string {
  const widthOf = (words: string): number => Math.round(words.length * LETTER + 2 * PADDING);
  const [left, right] = [widthOf(label), widthOf(value)];
  const words = escapeMarkup(`${label}: ${value}${when === '' ? '' : ` (${when})`}`);
  const part = (x: number, width: number, colour: string, shown: string): string =>
    `<rect x="${x}" width="${width}" height="24" fill="${colour}"/><text x="${x + width / 2}" y="16" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${escapeMarkup(shown)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="24" viewBox="0 0 ${left + right} 24" role="img" aria-label="${words}"><title>${words}</title><clipPath id="r"><rect width="${left + right}" height="24" rx="5"/></clipPath><g clip-path="url(#r)" fill="#fff" text-anchor="middle" font-family="Be Vietnam Pro,Verdana,DejaVu Sans,sans-serif" font-size="12">${part(0, left, '#33424f', label)}${part(left, right, COLOURS[quality], value)}</g></svg>
`;
}
