import type { ReactNode } from 'react';
import { serverNow } from '../../api/client.js';
import { Field } from '../../form/field.js';
import { Segments } from '../../form/segments.js';
import { localDate } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { setOwn } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import type { Measure } from './measure.js';
import { BUCKETS, monthOf, PLACES, type Question } from './question.js';
import { StationPicker } from './station-picker.js';
import { useTexts } from './texts.js';

const DAY_MS = 86_400_000;

/** What, where, when, and how it is summed up; each change is a link at once. */
export function QuestionForm({
  question,
  measures,
}: {
  question: Question;
  measures: readonly Measure[];
}): ReactNode {
  const t = useTexts();
  const { lang, t: common, areaName, word } = useLocale();
  const { areas, url } = useCity();
  const measure = measures.find((one) => one.id === question.measure);
  const families = [...new Set(measures.map(({ family }) => family))];
  const area = areas.find((one) => one.code === url.area);
  return (
    <>
      <div className="explore-form">
        <Field label={t('measure')}>
          {(control) => (
            <select
              {...control}
              value={question.measure}
              onChange={(event) =>
                setOwn({ measure: event.target.value, agg: undefined, stations: undefined })
              }
            >
              {families.map((family) => (
                <optgroup key={family} label={word('family', family)}>
                  {measures
                    .filter((one) => one.family === family)
                    .map((one) => (
                      <option key={one.id} value={one.id}>
                        {lang === 'vi' ? one.nameVi : one.nameEn}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('bucket')}>
          {(control) => (
            <select
              {...control}
              value={question.bucket}
              onChange={(event) => setOwn({ bucket: event.target.value })}
            >
              {BUCKETS.map((one) => (
                <option key={one} value={one}>
                  {one === 'raw' ? t('bucket.raw') : common(`period.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('agg')}>
          {(control) => (
            <select
              {...control}
              value={question.agg}
              disabled={question.bucket === 'raw'}
              onChange={(event) =>
                setOwn({ agg: event.target.value === '' ? undefined : event.target.value })
              }
            >
              <option value="">{t('agg.default', { agg: measure ? aggText(t, measure.agg) : '' })}</option>
              {(measure?.aggregates ?? []).map((one) => (
                <option key={one} value={one}>
                  {aggText(t, one)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Day name="from" value={question.from} label={t('from')} />
        <Day name="to" value={question.to} label={t('to')} />
      </div>
      <div className="explore-row">
        <Shortcuts />
        <Segments
          label={t('place')}
          value={question.place}
          onChange={(place) => setOwn({ place: place === 'area' ? undefined : place })}
          options={PLACES.map((id) => ({
            id,
            text: id === 'area' && area ? areaName(area) : t(`place.${id}`),
          }))}
        />
      </div>
      {question.place === 'stations' && (
        <StationPicker kind={measure?.family ?? null} chosen={question.stations} />
      )}
    </>
  );
}

function Day({ name, value, label }: { name: 'from' | 'to'; value: string; label: string }): ReactNode {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          type="date"
          required
          value={value}
          onChange={(event) => event.target.value !== '' && setOwn({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
}

/** Spans that people ask for most. */
function Shortcuts(): ReactNode {
  const t = useTexts();
  const today = localDate(serverNow());
  const back = (days: number): string => localDate(serverNow() - days * DAY_MS);
  const spans = [
    { id: 'day', from: today, to: today, bucket: '5min' },
    { id: 'week', from: back(6), to: today, bucket: 'hour' },
    { id: 'month', ...monthOf(today), bucket: 'day' },
    { id: 'lastMonth', ...monthOf(today, -1), bucket: 'day' },
    { id: 'year', from: `${today.slice(0, 4)}-01-01`, to: today, bucket: 'month' },
  ] as const;
  return (
    <div className="explore-spans" role="group" aria-label={t('spans')}>
      {spans.map(({ id, ...span }) => (
        <button key={id} type="button" className="link" onClick={() => setOwn(span)}>
          {t(`span.${id}`)}
        </button>
      ))}
    </div>
  );
}

const AGGREGATES = ['sum', 'mean', 'min', 'max', 'count', 'last', 'delta', 'leq', 'rate'] as const;

function aggText(t: ReturnType<typeof useTexts>, agg: string): string {
  const known = AGGREGATES.find((one) => one === agg);
  return known === undefined ? agg : t(`agg.${known}`);
}
