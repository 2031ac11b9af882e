import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 120;
const HEIGHT = 32;
const MARGIN = 4;
const BLOCKS = '▁▂▃▄▅▆▇█';

interface Dot {
  readonly x: number;
  readonly y: number;
}

/** Runs of neighbouring values as points of a picture; a gap ends a run. Null when there is nothing to draw. */
function runs(values: readonly (number | null)[]): Dot[][] | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const [lo, hi] = [Math.min(...known), Math.max(...known)];
  const step = values.length > 1 ? (WIDTH - 2 * MARGIN) / (values.length - 1) : 0;
  const found: Dot[][] = [[]];
  values.forEach((value, i) => {
    if (value === null) return void found.push([]);
    const share = hi > lo ? (value - lo) / (hi - lo) : 0.5;
    const dot = {
      x: Math.round(MARGIN + i * step),
      y: Math.round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)),
    };
    found.at(-1)?.push(dot);
  });
  return found.filter((run) => run.length > 0);
}

/** A line as SVG; '' without a value. */
export function sparklineSvg(values: readonly (number | null)[], label: string): string {
  const lines = runs(values);
  if (lines === null) return '';
  const drawn = lines.map((run) =>
    run.length === 1
      ? `<circle cx="${run[0]?.x}" cy="${run[0]?.y}" r="2"/>`
      : `<polyline points="${run.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="none" stroke="#1a4f8b" stroke-width="2"/>`,
  );
  return `<svg role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH / 1.5}" height="${HEIGHT / 1.5}" fill="#1a4f8b">${drawn.join('')}</svg>`;
}

/** The line in block characters, a space for a gap. */
export function sparklineText(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [lo, hi] = [Math.min(...known), Math.max(...known)];
  return values
    .map((value) => {
      if (value === null) return ' ';
      return BLOCKS[hi > lo ? Math.round(((value - lo) / (hi - lo)) * (BLOCKS.length - 1)) : 3] ?? ' ';
    })
    .join('');
}

/** The line as a PNG of black and white, twice as large as it is shown; null without a value. */
export function sparklinePng(
  values: readonly (number | null)[],
): { readonly png: Buffer; readonly width: number; readonly height: number } | null {
  const lines = runs(values);
  if (lines === null) return null;
  // A row is a byte for its filter, none, and a bit for each pixel; 1 is white.
  const stride = 1 + WIDTH / 8;
  const rows = Buffer.alloc(HEIGHT * stride, 255);
  for (let y = 0; y < HEIGHT; y++) rows[y * stride] = 0;
  const dot = (x: number, y: number): void => {
    const at = y * stride + 1 + (x >> 3);
    rows[at] = (rows[at] ?? 0) & ~(0x80 >> (x & 7));
  };
  const dab = (x: number, y: number): void => {
    for (const dy of [0, 1])
      for (const dx of [0, 1]) dot(Math.min(WIDTH - 1, x + dx), Math.min(HEIGHT - 1, y + dy));
  };
  for (const run of lines) {
    for (const [i, end] of run.entries()) stroke(run[Math.max(0, i - 1)] ?? end, end, dab);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header[8] = 1;
  // Stored, not packed: the document's own archive packs it.
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return { png: Buffer.concat([signature, ...parts]), width: WIDTH / 2, height: HEIGHT / 2 };
}

function stroke(a: Dot, b: Dot, dab: (x: number, y: number) => void): void {
  const steps = Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y), 1);
  for (let i = 0; i <= steps; i++) {
    dab(Math.round(a.x + ((b.x - a.x) * i) / steps), Math.round(a.y + ((b.y - a.y) * i) / steps));
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
