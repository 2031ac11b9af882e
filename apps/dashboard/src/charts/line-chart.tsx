import 'uplot/dist/uPlot.min.css';
import './line-chart.css';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import type { Period } from '../api/types.js';
import { formatNumber, formatShare } from '../i18n/formats.js';
import { type Locale, useLocale } from '../i18n/locale.js';
import { useTheme } from '../theme/use-theme.js';
import { type Joined, joined } from './joined.js';
import type { LineSeries, Mark } from './line-series.js';
import { coloursOf, type Picture } from './paint.js';
import type { Point } from './spark-path.js';
import { momentText, roughLength } from './time-axis.js';
import { optionsOf } from './uplot-options.js';

interface Props {
  readonly label: string;
  readonly period: Period;
  readonly series: readonly LineSeries[];
  readonly marks?: readonly Mark[];
  /** Draws how much data each value of the first series rests on. */
  readonly ribbon?: boolean;
  readonly height?: number;
  /** First and last moment of the axis (epoch ms); those of the points when left out. */
  readonly span?: readonly [number, number] | undefined;
  /** Names a single line too. */
  readonly named?: boolean;
  /** A press on a period, or Enter. */
  readonly onChoose?: (t: number) => void;
}

/**
 * Lines over time. Little data is drawn as little data: dotted lines, hollow points, hatched periods, short bars below.
 * Arrow keys move along; a drag across zooms in, a double press out. Put a table of the same beside it.
 */
export function LineChart({
  label,
  period,
  series,
  marks = [],
  ribbon = false,
  height = 320,
  span,
  named = false,
  onChoose,
}: Props): ReactNode {
  const locale = useLocale();
  const theme = useTheme();
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [at, setAt] = useState<number | null>(null);
  const picture = useMemo<Picture>(
    () => ({ joined: joined(series), series, marks, length: roughLength(period), ribbon, span }),
    [series, marks, period, ribbon, span],
  );
  const { lang } = locale;
  useEffect(() => {
    const element = holder.current;
    if (!element) return undefined;
    const options = optionsOf(
      picture,
      { width: element.clientWidth, height, period, lang },
      coloursOf(element),
      setAt,
    );
    const chart = new uPlot(options, dataOf(picture.joined), element);
    plot.current = chart;
    // The axes are drawn in the page's own type, which may come in after the chart.
    void document.fonts.ready.then(() => plot.current === chart && chart.redraw(false, true));
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [picture, period, lang, height, theme]);
  const { times } = picture.joined;
  const shown = at !== null && at < times.length ? at : times.length - 1;
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -1e6, End: 1e6 }[event.key];
    if (event.key === 'Enter' && times[shown] !== undefined) onChoose?.(times[shown]);
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(times.length - 1, shown + step));
    setAt(next);
    const chart = plot.current;
    if (chart) chart.setCursor({ left: chart.valToPos((times[next] ?? 0) / 1000, 'x'), top: 10 });
  };
  return (
    <div className="line-chart">
      <Readout
        picture={picture}
        shown={shown}
        named={named || series.length > 1}
        period={period}
        locale={locale}
      />
      <div
        ref={holder}
        className="line-chart-plot"
        style={{ height }}
        role="group"
        aria-label={label}
        tabIndex={0}
        onKeyDown={onKey}
        onClick={() => at !== null && times[at] !== undefined && onChoose?.(times[at])}
      />
    </div>
  );
}

/** What the lines are and what they say at the pointed moment, in a place of its own so that nothing moves. */
function Readout({
  picture: { joined, series },
  shown,
  named,
  period,
  locale,
}: {
  picture: Picture;
  shown: number;
  named: boolean;
  period: Period;
  locale: Locale;
}): ReactNode {
  const { lang, t } = locale;
  const time = joined.times[shown];
  return (
    <p className="line-chart-readout" aria-live="polite">
      <strong>{time === undefined ? '' : momentText(time, period, lang)}</strong>
      {series.map((one, s) => {
        const point = joined.rows[s]?.[shown] ?? null;
        return (
          <span key={one.id} className={`series series-${((one.colour ?? s) % 6) + 1} dash-${one.dash ?? 0}`}>
            {named && (
              <>
                <i aria-hidden="true" /> {one.name}{' '}
              </>
            )}
            <b>{textOf(point, one, locale)}</b>
            {!named && point && (
              <span className="muted">
                {' '}
                · {t('completeness', { share: formatShare(point.completeness, lang) })}
                {point.partial && ` · ${t('quality.partial')}`}
              </span>
            )}
          </span>
        );
      })}
    </p>
  );
}

function textOf(point: Point | null, { precision, unit }: LineSeries, { lang, t }: Locale): string {
  if (point === null) return '–';
  if (point.value === null) return t('quality.short');
  return `${formatNumber(point.value, lang, precision)}${unit === '' ? '' : `\u00A0${unit}`}`;
}

function dataOf({ times, rows }: Joined): uPlot.AlignedData {
  return [times.map((t) => t / 1000), ...rows.map((row) => row.map((point) => point?.value ?? null))];
}
