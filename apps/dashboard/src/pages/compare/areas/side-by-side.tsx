import type { ReactNode } from 'react';
import type { Comparison } from '../../../api/types.js';
import { Sparkline } from '../../../charts/sparkline.js';
import { momentText } from '../../../charts/time-axis.js';
import { formatShort } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { Empty } from '../../../states/states.js';
import type { NamedLine } from '../lines.js';
import { useTexts } from '../texts.js';
import { ComparedTable } from '../time/compared-table.js';

/** One KPI or series in every area: small charts to one scale, the newest value of each, and the table. */
export function SideBySide({
  comparison,
  lines,
}: {
  comparison: Comparison;
  lines: readonly NamedLine[];
}): ReactNode {
  const { lang, areaShort } = useLocale();
  const own = useTexts();
  const { areas } = useCity();
  const nameOf = ({ line }: NamedLine): string => {
    const area = areas.find((found) => found.code === line.area);
    return area ? areaShort(area) : line.area;
  };
  const shown = lines.filter((one) => one.points.length > 0);
  const values = shown.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const range = [Math.min(...values), Math.max(...values)] as const;
  const [first] = lines;
  const name = first ? (lang === 'vi' ? first.line.nameVi : first.line.nameEn) : '';
  return (
    <section className="card" aria-labelledby="side">
      <h2 id="side">
        {own('side.title', { name })} <span className="muted">{first?.unit}</span>
      </h2>
      {shown.length === 0 && <Empty title={own('nothing')} />}
      <div className="compare-side">
        {shown.map((one) => (
          <OneArea key={one.key} one={one} name={nameOf(one)} comparison={comparison} range={range} />
        ))}
      </div>
      <ComparedTable
        comparison={comparison}
        lines={lines.map((one) => ({ ...one, name: nameOf(one), unit: '' }))}
      />
    </section>
  );
}

function OneArea({
  one,
  name,
  comparison,
  range,
}: {
  one: NamedLine;
  name: string;
  comparison: Comparison;
  range: readonly [number, number];
}): ReactNode {
  const { lang, t } = useLocale();
  const newest = one.points.findLast((point) => point.value !== null);
  return (
    <figure>
      <figcaption>
        <b>{name}</b>
        <span className="year-value">
          {newest?.value == null ? t('quality.short') : formatShort(newest.value, lang, 2)}
        </span>
        <span className="sub">{newest ? momentText(newest.t, comparison.period, lang) : ''}</span>
      </figcaption>
      <Sparkline
        points={one.points}
        width={220}
        height={64}
        range={range}
        ribbon={one.line.kind === 'kpi'}
        area
        label={name}
      />
    </figure>
  );
}
