import type { ReactNode } from 'react';
import type { Definition } from '../api/types.js';
import { STATES } from '../devices/freshness.js';
import { formatShort } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { officialBands, targetMark, targetsFor, traitsOf } from '../kpi/status.js';
import { targetText } from '../kpi/texts.js';
import type { MapClass } from './scale.js';

interface Props {
  readonly kpi: string;
  readonly classes: readonly MapClass[];
  readonly definition: Definition | undefined;
}

/** What the colours, the target mark, the hatching and the dots mean. */
export function Legend({ kpi, classes, definition }: Props): ReactNode {
  const locale = useLocale();
  const { t, lang, name } = locale;
  const { direction, unit } = traitsOf(definition, kpi);
  const date = new Date().toISOString().slice(0, 10);
  const targets = definition ? targetsFor(definition, kpi, '74', date) : [];
  const mark = targetMark(targets);
  const target = targets.at(-1);
  const ends = {
    down: [t('map.better'), t('map.worse')],
    up: [t('map.worse'), t('map.better')],
    context: [t('map.less'), t('map.more')],
    band: [t('map.less'), t('map.more')],
  }[direction];
  const bandName = (i: number): string | undefined => {
    const band = officialBands(definition)[i];
    return band && name(band.names);
  };
  return (
    <div className="legend">
      <p>
        {ends[0]} ← → {ends[1]}
        {target && <span> · ▲ {t('target', { target: targetText(target, unit, locale) })}</span>}
      </p>
      <ol className="classes">
        {classes.map((one, i) => (
          <li key={String(one.upTo)}>
            <i
              className={one.colour === null ? `step-${one.step}` : ''}
              style={one.colour === null ? undefined : { background: one.colour }}
            />
            <span title={bandName(i)}>
              {one.upTo !== null && formatShort(one.upTo, lang)}
              {one.upTo !== null && one.upTo === mark && '▲'}
            </span>
          </li>
        ))}
      </ol>
      <p className="keys">
        {STATES.map((state) => (
          <span key={state}>
            <svg viewBox="-5 -5 10 10" width="10" height="10" aria-hidden="true">
              <circle r={state === 'live' ? 2.8 : 3.4} className={`dot dot-${state}`} />
            </svg>
            {t(`map.${state}`)}
          </span>
        ))}
        <span>
          <i className="key-hatch" />
          {t('quality.insufficient')}
        </span>
      </p>
    </div>
  );
}
