import type { ReactNode } from 'react';
import type { Indicator, IndicatorValue } from '../api/types.js';
import { formatShort, type Language, unitText } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';

/** A value as published: a number, a range, "≥" for "more than". */
export function publishedText(value: IndicatorValue, lang: Language): string {
  const n = (one: number): string => formatShort(one, lang);
  if (value.value !== null) return n(value.value);
  if (value.lo !== null && value.hi !== null) return `${n(value.lo)}–${n(value.hi)}`;
  if (value.lo !== null) return `> ${n(value.lo)}`;
  return value.hi === null ? '–' : `< ${n(value.hi)}`;
}

/** Every value of every series, behind the charts. */
export function IndicatorTable({ series }: { series: readonly Indicator[] }): ReactNode {
  const { t, lang, word } = useLocale();
  return (
    <details>
      <summary>{t('data')}</summary>
      <div className="scroll short" tabIndex={0} role="group" aria-labelledby="socio">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('col.kpi')}</th>
              <th scope="col">{t('col.period')}</th>
              <th scope="col" className="num">
                {t('col.value')}
              </th>
              <th scope="col">{t('col.unit')}</th>
              <th scope="col">{t('col.status')}</th>
              <th scope="col">{t('col.source')}</th>
              <th scope="col">{t('col.note')}</th>
            </tr>
          </thead>
          <tbody>
            {series.flatMap((one) =>
              one.values.map((value) => (
                <tr key={`${one.id}|${value.period}|${value.from}|${value.status}|${value.revision}`}>
                  <th scope="row">{lang === 'vi' ? one.nameVi : one.nameEn}</th>
                  <td className="nowrap">
                    {value.period === 'year' ? value.from.slice(0, 4) : value.from.slice(0, 7)}
                  </td>
                  <td className="num">{publishedText(value, lang)}</td>
                  <td>{unitText(one.unit, lang)}</td>
                  <td>{word('status', value.status)}</td>
                  <td>{value.source}</td>
                  <td>{value.note}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </details>
  );
}
