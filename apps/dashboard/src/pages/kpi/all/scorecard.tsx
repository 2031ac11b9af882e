import type { ReactNode } from 'react';
import { getList, serverNow } from '../../../api/client.js';
import type { Score } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { localDate } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useOwn } from '../../../route/route.js';
import { useCity } from '../../../shell/city.js';
import { Failure } from '../../../states/failure.js';
import { Scores } from '../../../scores/scores.js';
import { useTexts } from '../texts.js';

const FIRST_YEAR = 2020;

/** Where the yearly KPIs of an area stand to their targets, and what each year until then needs. */
export function Scorecard(): ReactNode {
  const { areaName } = useLocale();
  const own = useTexts();
  const city = useCity();
  const thisYear = Number(localDate(serverNow()).slice(0, 4));
  const [year, setYear] = useOwn('year', String(thisYear - 1));
  const { area } = city.url;
  const scores = useResource(`scores|${area}|${year}`, (signal) =>
    getList<Score>(
      '/api/v1/scorecards',
      { area, period: 'year', from: `${year}-01-01`, limit: undefined },
      signal,
      1,
    ),
  );
  const areaOf = city.areas.find((one) => one.code === area);
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, i) => String(thisYear - i));
  return (
    <section className="card">
      <Failure resource={scores} what={own('view.scores')} />
      <Scores
        scores={scores.data}
        title={own('scores', { area: areaOf ? areaName(areaOf) : area, year })}
        file={`phieu-diem-${area}-${year}`}
        tools={
          <label>
            <span className="hidden">{own('scores.year')}</span>
            <select value={year} onChange={(event) => setYear(event.target.value)}>
              {years.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        }
      />
    </section>
  );
}
