import { type ReactNode, useMemo, useState } from 'react';
import { Segments } from '../form/segments.js';
import { formatShare, unitText } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { definitionOf, ON_MAP } from '../kpi/catalogue.js';
import { StatusChip } from '../kpi/status-chip.js';
import { officialBands, traitsOf } from '../kpi/status.js';
import { kpiName, periodText, valueText } from '../kpi/texts.js';
import { cellKey } from '../live/store.js';
import { useLive } from '../live/use-live.js';
import { shownPeriod, useCity } from '../shell/city.js';
import { PeriodChoice } from '../shell/period-choice.js';
import { CityMapView } from './city-map-view.js';
import { Legend } from './legend.js';
import { classesOf } from './scale.js';

/** The chosen KPI over the districts, with what stands behind the one that is pointed at. */
export function MapCard({ wall }: { wall: boolean }): ReactNode {
  const locale = useLocale();
  const { t, word } = locale;
  const city = useCity();
  const store = useLive();
  const [pointed, setPointed] = useState<string | null>(null);
  const { kpi } = city.url;
  const definition = definitionOf(city.definitions, kpi);
  const period = shownPeriod(city, kpi);
  const districts = useMemo(() => city.areas.filter((area) => area.level === 'district'), [city.areas]);
  const items = new Map(
    city.areas.map((area) => [area.code, store.latest.get(cellKey(area.code, kpi, period))]),
  );
  const values = districts.flatMap((area) => items.get(area.code)?.value ?? []);
  const { direction } = traitsOf(definition, kpi);
  const classes = classesOf(kpi, direction, officialBands(definition), values);
  const shownCode = pointed ?? city.url.area;
  const choices: readonly string[] = (ON_MAP as readonly string[]).includes(kpi) ? ON_MAP : [...ON_MAP, kpi];
  return (
    <section className="card map-card" aria-labelledby="map">
      <div className="map-head">
        <h2 id="map">{kpiName(definition, kpi, locale)}</h2>
        {!wall && (
          <>
            <Segments
              label={t('map.choose')}
              value={kpi}
              options={choices.map((id) => ({ id, text: word('short', id) }))}
              onChange={(id) => city.choose({ kpi: id })}
            />
            <PeriodChoice />
          </>
        )}
      </div>
      <Readout code={shownCode} />
      {districts.some((area) => area.outline) ? (
        <CityMapView
          still={wall}
          districts={districts}
          items={items}
          classes={classes}
          definition={definition}
          onPoint={setPointed}
        />
      ) : (
        <p className="empty">{city.areas.length > 0 ? t('map.nooutline') : t('loading')}</p>
      )}
      <Legend kpi={kpi} classes={classes} definition={definition} />
    </section>
  );
}

/** Value and ground of an area, in a place of its own so that nothing moves. */
function Readout({ code }: { code: string }): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  const city = useCity();
  const store = useLive();
  const { kpi } = city.url;
  const definition = definitionOf(city.definitions, kpi);
  const area = city.areas.find((one) => one.code === code);
  const item = store.latest.get(cellKey(code, kpi, shownPeriod(city, kpi)));
  if (!area) return <div className="readout" />;
  return (
    <div className="readout" aria-live="polite">
      <h3>{locale.areaName(area)}</h3>
      <p className="readout-value">
        {item && item.value !== null ? valueText(item, definition, locale) : '–'}{' '}
        <small>{unitText(traitsOf(definition, kpi).unit, lang)}</small>
      </p>
      <p className="chips">
        <StatusChip item={item} definition={definition} />
      </p>
      {item ? (
        <p>
          {t(`period.${item.period}`)} {periodText(item, locale)}
          <br />
          {t('completeness', { share: formatShare(item.completeness, lang) })}
          <br />
          {t('sources', item.sources)}
          <br />
          {t(`finality.${item.finality}`)}
          {item.revision > 0 && ` · ${t('revision', { n: item.revision })}`}
        </p>
      ) : (
        <p>{t('novalue.why')}</p>
      )}
    </div>
  );
}
