import type { ReactNode } from 'react';
import type { Indicator, IndicatorValue } from '../api/types.js';
import { unitText } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { publishedText } from './indicator-table.js';
import { heightOf, yearsOf } from './years.js';

const FIRST = 2019;
const LAST = 2025;
const STEP = 30;
const PLOT = 64;

/** Yearly bars of one series: full where published, dashed where planned, whiskers for a range, empty where unknown. */
export function YearChart({ indicator }: { indicator: Indicator }): ReactNode {
  const { t, lang, word } = useLocale();
  const slots = yearsOf(indicator, '74', FIRST, LAST);
  const shown = slots.flatMap(({ observed, planned }) => [observed, planned].flatMap((one) => one ?? []));
  const top = Math.max(1e-9, ...shown.map((one) => one.hi ?? one.value ?? one.lo ?? 0));
  const y = (value: number): number => 4 + (1 - value / top) * (PLOT - 4);
  const newest = slots.findLast((slot) => slot.observed !== null);
  const name = lang === 'vi' ? indicator.nameVi : indicator.nameEn;
  return (
    <figure className="year-chart">
      <figcaption>
        <b>{name}</b>
        {newest?.observed && (
          <span className="year-value">
            {publishedText(newest.observed, lang)} <small>{unitText(indicator.unit, lang)}</small>
          </span>
        )}
        <span className="sub">
          {newest?.observed
            ? `${newest.year} · ${word('status', newest.observed.status)} · ${newest.observed.source ?? ''}`
            : t('se.none')}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${slots.length * STEP} ${PLOT + 16}`}
        role="img"
        aria-label={`${name}, ${FIRST}–${LAST}`}
      >
        <line x1={0} x2={slots.length * STEP} y1={PLOT} y2={PLOT} className="axis" />
        {slots.map(({ year, observed, planned }, i) => (
          <g key={year} transform={`translate(${i * STEP} 0)`}>
            {observed && (
              <Bar
                value={observed}
                y={y}
                className="bar-observed"
                title={`${year}: ${publishedText(observed, lang)} · ${word('status', observed.status)}`}
              />
            )}
            {planned && (
              <Bar
                value={planned}
                y={y}
                className="bar-plan"
                title={`${year}: ${publishedText(planned, lang)} · ${t('se.plan')}`}
              />
            )}
            <text x={STEP / 2} y={PLOT + 13} className={observed ? 'tick' : 'tick tick-empty'}>
              {`’${String(year).slice(2)}`}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

interface BarProps {
  readonly value: IndicatorValue;
  readonly y: (value: number) => number;
  readonly className: string;
  readonly title: string;
}

function Bar({ value, y, className, title }: BarProps): ReactNode {
  const height = heightOf(value);
  if (height === null) return null;
  const ranged = value.value === null && value.lo !== null;
  const upper = value.hi ?? value.lo ?? height;
  return (
    <g>
      <title>{title}</title>
      <rect
        x={6}
        width={STEP - 12}
        y={y(height)}
        height={Math.max(0, PLOT - y(height))}
        className={className}
      />
      {ranged && (
        <path
          d={`M11 ${y(upper)}H19M15 ${y(upper)}V${y(value.lo ?? height)}M11 ${y(value.lo ?? height)}H19`}
          className="whisker"
        />
      )}
    </g>
  );
}
