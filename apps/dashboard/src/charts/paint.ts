import type uPlot from 'uplot';
import type { Joined } from './joined.js';
import type { LineSeries, Mark } from './line-series.js';

/** Colours of the theme in force, read where they are drawn. */
export interface Colours {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly card: string;
  readonly bad: string;
  readonly attention: string;
  readonly hatch: string;
  readonly series: readonly string[];
}

export interface Picture {
  readonly joined: Joined;
  readonly series: readonly LineSeries[];
  readonly marks: readonly Mark[];
  /** Width of one period in time, epoch ms. */
  readonly length: number;
  /** Draws the completeness of the first series below the plot. */
  readonly ribbon: boolean;
  readonly span: readonly [number, number] | undefined;
}

const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [1, 4], [12, 4]];
const THIN = 60;

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: read('--ink'),
    muted: read('--muted'),
    line: read('--line'),
    card: read('--card'),
    bad: read('--bad'),
    attention: read('--attention-mark'),
    hatch: read('--hatch'),
    series: [1, 2, 3, 4, 5, 6].map((n) => read(`--series-${n}`)),
  };
}

/** What lies under the lines: the side of a mark that misses it, and periods without enough data. */
export function paintGround(u: uPlot, picture: Picture, colours: Colours): void {
  const { ctx } = u;
  ctx.save();
  clipToPlot(u);
  for (const mark of picture.marks) {
    const y = u.valToPos(mark.at, 'y', true);
    const [top, foot] = mark.bad === 'above' ? [u.bbox.top, y] : [y, u.bbox.top + u.bbox.height];
    if (mark.bad === null || foot <= top) continue;
    ctx.globalAlpha = 0.05;
    ctx.fillStyle = colours.bad;
    ctx.fillRect(u.bbox.left, top, u.bbox.width, foot - top);
    ctx.globalAlpha = 1;
  }
  if (picture.series.length === 1) paintGaps(u, picture, colours);
  ctx.restore();
}

/** Hatches the periods in which there wasn't enough data. */
function paintGaps(u: uPlot, { joined, length }: Picture, colours: Colours): void {
  const { ctx } = u;
  const half = slotOf(u, length) / 2;
  const { top, height } = u.bbox;
  ctx.strokeStyle = colours.hatch;
  ctx.lineWidth = devicePixelRatio * 1.2;
  joined.times.forEach((t, i) => {
    if (joined.rows[0]?.[i]?.value !== null) return;
    const x = u.valToPos(t / 1000, 'x', true);
    ctx.save();
    ctx.beginPath();
    ctx.rect(x - half, top, half * 2, height);
    ctx.clip();
    ctx.beginPath();
    for (let at = -height; at < half * 2; at += 7 * devicePixelRatio) {
      ctx.moveTo(x - half + at, top + height);
      ctx.lineTo(x - half + at + height, top);
    }
    ctx.stroke();
    ctx.restore();
  });
}

/** Lines, points, marks, and the ribbon of completeness. */
export function paintLines(u: uPlot, picture: Picture, colours: Colours): void {
  const { ctx } = u;
  ctx.save();
  clipToPlot(u, 8 * devicePixelRatio);
  for (const mark of picture.marks) paintMark(u, mark, colours);
  picture.series.forEach((one, s) =>
    paintSeries(u, picture, s, colours.series[one.colour ?? s % 6] ?? colours.ink, colours),
  );
  ctx.restore();
  if (picture.ribbon) paintRibbon(u, picture, colours);
}

function paintMark(u: uPlot, mark: Mark, colours: Colours): void {
  const { ctx } = u;
  const y = u.valToPos(mark.at, 'y', true);
  ctx.strokeStyle = colours.bad;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(u.bbox.left, y);
  ctx.lineTo(u.bbox.left + u.bbox.width, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = colours.bad;
  ctx.font = fontOf(0.82);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.fillText(mark.text, u.bbox.left + 6 * devicePixelRatio, y - 5 * devicePixelRatio);
}

function paintSeries(
  u: uPlot,
  { joined, series, length }: Picture,
  s: number,
  colour: string,
  colours: Colours,
): void {
  const { ctx } = u;
  const points = joined.rows[s] ?? [];
  const ratio = devicePixelRatio;
  const reach = length * 1.7;
  ctx.strokeStyle = colour;
  ctx.lineJoin = 'round';
  const dash = (DASHES[series[s]?.dash ?? 0] ?? []).map((part) => part * ratio);
  for (const dotted of [false, true]) {
    ctx.setLineDash(dotted ? [ratio, 4 * ratio] : dash);
    ctx.lineWidth = ratio * 2;
    ctx.beginPath();
    let before: number | null = null;
    points.forEach((point, i) => {
      if (point?.value == null) return;
      const last = before === null ? null : points[before];
      before = i;
      if (last?.value == null || point.t - last.t > reach) return;
      if ((point.partial || last.partial) !== dotted) return;
      ctx.moveTo(u.valToPos(last.t / 1000, 'x', true), u.valToPos(last.value, 'y', true));
      ctx.lineTo(u.valToPos(point.t / 1000, 'x', true), u.valToPos(point.value, 'y', true));
    });
    ctx.stroke();
  }
  ctx.setLineDash([]);
  const valued = points.filter((point) => point?.value != null);
  const last = valued.at(-1);
  for (const point of valued) {
    if (point?.value == null) continue;
    const lonely = valued.length <= THIN || point.partial || point === last;
    if (lonely) paintPoint(u, point.t, point.value, point.partial, point === last, colour, colours);
  }
}

function paintPoint(
  u: uPlot,
  t: number,
  value: number,
  partial: boolean,
  last: boolean,
  colour: string,
  colours: Colours,
): void {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  ctx.beginPath();
  ctx.arc(
    u.valToPos(t / 1000, 'x', true),
    u.valToPos(value, 'y', true),
    (last ? 4.5 : 3) * ratio,
    0,
    2 * Math.PI,
  );
  ctx.fillStyle = partial ? colours.card : colour;
  ctx.fill();
  if (!partial) return;
  ctx.setLineDash([2 * ratio, 1.6 * ratio]);
  ctx.lineWidth = 1.8 * ratio;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A short bar a period under the plot: how much data it rests on. */
function paintRibbon(u: uPlot, { joined, length }: Picture, colours: Colours): void {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  const wide = Math.max(ratio, slotOf(u, length) * 0.72);
  const y = u.bbox.top + u.bbox.height + 8 * ratio;
  joined.times.forEach((t, i) => {
    const point = joined.rows[0]?.[i];
    const x = u.valToPos(t / 1000, 'x', true) - wide / 2;
    if (!point || x + wide < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
    ctx.fillStyle = colours.line;
    ctx.fillRect(x, y, wide, 5 * ratio);
    ctx.fillStyle =
      point.value === null
        ? colours.muted
        : point.partial
          ? colours.attention
          : (colours.series[0] ?? colours.ink);
    ctx.globalAlpha = point.partial || point.value === null ? 1 : 0.45;
    ctx.fillRect(x, y, wide * Math.max(0, Math.min(1, point.completeness)), 5 * ratio);
    ctx.globalAlpha = 1;
  });
}

function slotOf(u: uPlot, length: number): number {
  const min = u.scales['x']?.min ?? 0;
  return Math.abs(u.valToPos(min + length / 1000, 'x', true) - u.valToPos(min, 'x', true));
}

function clipToPlot(u: uPlot, more = 0): void {
  const { left, top, width, height } = u.bbox;
  u.ctx.beginPath();
  u.ctx.rect(left - more, top - more, width + 2 * more, height + 2 * more);
  u.ctx.clip();
}

/** The page's own type; the chart's stylesheet has another. */
export function fontOf(size: number): string {
  const style = getComputedStyle(document.body);
  return `${parseFloat(style.fontSize) * size * devicePixelRatio}px ${style.fontFamily}`;
}
