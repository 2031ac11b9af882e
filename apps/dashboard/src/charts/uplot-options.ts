import type uPlot from 'uplot';
import type { Period } from '../api/types.js';
import { formatShort, type Language } from '../i18n/formats.js';
import { type Colours, fontOf, paintGround, paintLines, type Picture } from './paint.js';
import { tickText, ticksOf } from './time-axis.js';

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly period: Period;
  readonly lang: Language;
}

const ROOM_PER_TICK = 84;

/** Options of a chart: axes in the page's own words, lines drawn by us, the pointed period told to `onPoint`. */
export function optionsOf(
  picture: Picture,
  { width, height, period, lang }: Frame,
  colours: Colours,
  onPoint: (index: number | null) => void,
): uPlot.Options {
  const axis = {
    stroke: colours.muted,
    font: "12px 'Be Vietnam Pro', sans-serif",
    ticks: { show: false },
    grid: { stroke: colours.line, width: 1 },
  };
  return {
    width,
    height,
    padding: [16, 16, 0, 0],
    legend: { show: false },
    cursor: { points: { show: false }, y: false, drag: { x: true, y: false } },
    scales: {
      x: { time: true, ...(picture.span && { range: spanRange(picture.span) }) },
      y: { range: (_, lo, hi) => rangeOf(picture, lo, hi) },
    },
    series: [{}, ...picture.series.map(() => ({ paths: () => null, points: { show: false } }))],
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: picture.ribbon ? 42 : 30,
        gap: picture.ribbon ? 18 : 6,
        splits: (u) => ticks(u, picture, period),
        values: (_, splits) => splits.map((split) => tickText(split * 1000, period, lang)),
      },
      {
        ...axis,
        size: (u, values) => widest(u, values),
        values: (_, splits) => splits.map((split) => formatShort(split, lang, 4)),
      },
    ],
    hooks: {
      drawClear: [(u) => paintGround(u, picture, colours)],
      draw: [(u) => paintLines(u, picture, colours)],
      setCursor: [(u) => onPoint(u.cursor.idx ?? null)],
    },
  };
}

/** Shows the whole span until somebody zooms in. */
function spanRange([from, to]: readonly [number, number]): uPlot.Range.Function {
  const [lo, hi] = [from / 1000, to / 1000];
  return (u, min, max) => {
    const { times } = u.data[0].length > 0 ? { times: u.data[0] } : { times: [lo, hi] };
    const zoomed = min > (times[0] ?? lo) || max < (times.at(-1) ?? hi);
    return zoomed ? [min, max] : [lo, Math.max(hi, lo + 1)];
  };
}

function ticks(u: uPlot, { joined }: Picture, period: Period): number[] {
  const { min = 0, max = 0 } = u.scales['x'] ?? {};
  const seen = joined.times.filter((t) => t / 1000 >= (min ?? 0) && t / 1000 <= (max ?? 0));
  const most = Math.max(2, Math.floor(u.bbox.width / devicePixelRatio / ROOM_PER_TICK));
  return ticksOf(seen, period, most).map((t) => t / 1000);
}

/** Range of values with some room, and with the marks that are near them. */
function rangeOf({ marks }: Picture, lo: number | null, hi: number | null): [number, number] {
  let [low, high] = [lo ?? 0, hi ?? 1];
  const spread = Math.max(high - low, Math.abs(high) * 0.1, 1e-9);
  for (const { at } of marks) {
    if (at > high && at - high <= spread * 3) high = at;
    if (at < low && low - at <= spread * 3) low = at;
  }
  const room = Math.max((high - low) * 0.12, Math.abs(high) * 0.005, 1e-9);
  return [low >= 0 && low - room < 0 ? 0 : low - room, high + room];
}

function widest(u: uPlot, values: readonly string[] | null): number {
  if (!values) return 40;
  u.ctx.save();
  u.ctx.font = fontOf(0.86);
  const wide = Math.max(...values.map((value) => u.ctx.measureText(value).width));
  u.ctx.restore();
  return Math.ceil(wide / devicePixelRatio) + 12;
}
