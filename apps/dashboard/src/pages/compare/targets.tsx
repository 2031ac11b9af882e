import type { ReactNode } from 'react';
import { getList, serverNow } from '../../api/client.js';
import type { Score } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { localDate } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { Scores } from '../../scores/scores.js';
import { useCity } from '../../shell/city.js';
import { Failure } from '../../states/failure.js';
import { useTexts } from './texts.js';

const YEARS = [2025, 2030];

/** How far the area is from the targets that are set for 2025 and 2030. */
export function Targets(): ReactNode {
  const { areaName } = useLocale();
  const own = useTexts();
  const { areas, url } = useCity();
  const year = Number(localDate(serverNow()).slice(0, 4)) - 1;
  const scores = useResource(`targets|${url.area}|${year}`, (signal) =>
    getList<Score>(
      '/api/v1/scorecards',
      { area: url.area, period: 'year', from: `${year}-01-01`, limit: undefined },
      signal,
      1,
    ),
  );
  const area = areas.find((one) => one.code === url.area);
  const shown =
    scores.data?.filter(({ target }) => target.year !== null && YEARS.includes(target.year)) ?? null;
  return (
    <section className="card">
      <Failure resource={scores} what={own('mode.targets')} />
      <Scores
        scores={shown}
        title={own('targets', { area: area ? areaName(area) : url.area })}
        file={`muc-tieu-${url.area}`}
      />
      <p className="muted">{own('targets.note', { year })}</p>
    </section>
  );
}
