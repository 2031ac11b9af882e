import type { ReactNode } from 'react';
import { serverNow } from '../api/client.js';
import { CompletenessBar } from '../charts/completeness-bar.js';
import { Sparkline } from '../charts/sparkline.js';
import { formatAge, formatShare, unitText } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { definitionOf, type TILES } from '../kpi/catalogue.js';
import { pointsOf, useHistory } from '../kpi/history.js';
import { StatusChip } from '../kpi/status-chip.js';
import { targetMark, targetsFor, traitsOf } from '../kpi/status.js';
import { kpiName, periodText, targetText, valueText } from '../kpi/texts.js';
import { cellKey } from '../live/store.js';
import { useLive, useNow } from '../live/use-live.js';
import { shownPeriod, useCity } from '../shell/city.js';

/** One KPI of the chosen area with its ground: unit, standing, completeness, target, trend and age. */
export function Tile({ kpi }: { kpi: (typeof TILES)[number] }): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  const city = useCity();
  const store = useLive();
  const definition = definitionOf(city.definitions, kpi);
  const period = shownPeriod(city, kpi);
  const history = useHistory(kpi, city.url.area, period, store.valuesLoaded);
  const item = store.latest.get(cellKey(city.url.area, kpi, period));
  const { unit } = traitsOf(definition, kpi);
  const points = pointsOf(history.data ?? []);
  const targets = definition && item ? targetsFor(definition, kpi, item.area, item.from.slice(0, 10)) : [];
  const demanding = targets.at(-1);
  return (
    <article className="card tile">
      <div className="tile-head">
        <h2 title={kpiName(definition, kpi, locale)}>{t(`tile.${kpi}`)}</h2>
        <span className="chips">
          <StatusChip item={item} definition={definition} />
        </span>
      </div>
      <button
        type="button"
        className={`value quality-${item?.quality ?? 'none'}`}
        disabled={!item}
        title={t('why')}
        onClick={() => item && city.explain(item)}
      >
        {!item && <span className="words">{t('novalue')}</span>}
        {item?.value === null && <span className="words">{t('quality.insufficient')}</span>}
        {item && item.value !== null && (
          <>
            {valueText(item, definition, locale)} <small>{unitText(unit, lang)}</small>
          </>
        )}
      </button>
      <Sparkline
        points={points}
        width={240}
        height={46}
        ribbon
        area
        target={targetMark(targets)}
        label={`${t('why.history')}: ${kpiName(definition, kpi, locale)}`}
      />
      <p className="ground">
        <span>
          {demanding ? t('target', { target: targetText(demanding, unit, locale) }) : t('target.none')}
        </span>
        <span>
          {item && !['5min', '15min', 'month', 'quarter'].includes(period) && `${t(`period.${period}`)} `}
          {item ? periodText(item, locale) : t(`period.${period}`)}
        </span>
      </p>
      <p className="ground">
        {item ? (
          <>
            <span>
              <CompletenessBar item={item} /> {formatShare(item.completeness, lang)} ·{' '}
              {item.sources.reporting}/{item.sources.expected}
            </span>
            <span>
              {t(`finality.${item.finality}`)}
              {item.revision > 0 && ` · r${item.revision}`} · <Age at={Date.parse(item.computedAt)} />
            </span>
          </>
        ) : (
          <span>{t('novalue.why')}</span>
        )}
      </p>
    </article>
  );
}

function Age({ at }: { at: number }): ReactNode {
  const { lang } = useLocale();
  useNow(1000);
  return <>{formatAge(Math.round((serverNow() - at) / 1000) * 1000, lang).replace(/[.,]0/, '')}</>;
}
