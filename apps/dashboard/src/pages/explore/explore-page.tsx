import type { ReactNode } from 'react';
import { getList, serverNow } from '../../api/client.js';
import { useResource } from '../../api/use-resource.js';
import { formatDate } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { useRoute } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import { Failure } from '../../states/failure.js';
import { Empty, Ghost } from '../../states/states.js';
import { readAnswer } from './answer.js';
import './explore.css';
import type { Measure } from './measure.js';
import { parametersOf, questionOf } from './question.js';
import { QuestionForm } from './question-form.js';
import { Result } from './result.js';
import { SavedQueries } from './saved/saved-queries.js';
import { TakeAlong } from './take-along.js';
import { useTexts } from './texts.js';

/** "Truy vấn": any measure at any place and time, without a query language, and the data to take along. */
export default function ExplorePage(): ReactNode {
  const t = useTexts();
  const { t: common, lang } = useLocale();
  const city = useCity();
  const { own } = useRoute();
  const question = questionOf(own, serverNow());
  const measures = useResource('measures', (signal) => getList<Measure>('/api/v1/measures', {}, signal));
  const measure = measures.data?.find((one) => one.id === question.measure);
  const districts = city.areas.filter(({ level }) => level === 'district').map(({ code }) => code);
  const query = parametersOf(question, city.url.area, districts);
  const answer = useResource(
    query === null || measure === undefined ? null : JSON.stringify(query),
    (signal) => (query === null ? Promise.reject(new Error('nothing is asked')) : readAnswer(query, signal)),
  );
  const span = `${formatDate(Date.parse(question.from), lang)} – ${formatDate(Date.parse(question.to), lang)}`;
  return (
    <>
      <section className="card" aria-labelledby="explore-title">
        <div className="card-head">
          <h1 id="explore-title">{common('nav.explore')}</h1>
          <span className="muted">{t('about')}</span>
        </div>
        <Failure resource={measures} what={t('measure')} />
        <QuestionForm question={question} measures={measures.data ?? []} />
        <SavedQueries parameters={query} districts={districts} />
      </section>
      <section className="card" aria-label={t('result')}>
        <Failure resource={answer} what={t('result')} />
        {query === null ? (
          <Empty title={t('none.asked')}>
            <p>{t('none.asked.do')}</p>
          </Empty>
        ) : answer.data === null ? (
          answer.error === null && <Ghost lines={6} tall />
        ) : answer.data.items.length === 0 ? (
          <Empty title={t('none', { span })}>
            <p>{t('none.do')}</p>
          </Empty>
        ) : (
          measure && <Result answer={answer.data} measure={measure} question={question} span={span} />
        )}
      </section>
      {query !== null && <TakeAlong query={query} question={question} />}
    </>
  );
}
