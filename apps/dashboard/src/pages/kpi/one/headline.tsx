import type { ReactNode } from 'react';
import type { Definition, KpiItem } from '../../../api/types.js';
import { formatMoment, formatNumber, formatShare, unitText } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { StatusChip } from '../../../kpi/status-chip.js';
import { standingOf, targetMark, targetsFor, traitsOf } from '../../../kpi/status.js';
import { periodTitle, targetText } from '../../../kpi/texts.js';
import { useTexts } from '../texts.js';
import { changeOf, changeText } from './change.js';
import type { SamePeriod } from './same-period.js';

interface Props {
  readonly item: KpiItem;
  readonly definition: Definition;
  readonly same: SamePeriod;
  /** Goes back to the newest period; null when it is shown. */
  readonly onNewest: (() => void) | null;
}

/** The value, large, and beside it how it stands, how it moved, what it rests on, and its revision. */
export function Headline({ item, definition, same, onNewest }: Props): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  const own = useTexts();
  const { unit, precision } = traitsOf(definition, item.kpi);
  return (
    <div className="kpi-headline">
      <p className={`kpi-value quality-${item.quality}`}>
        {item.value === null ? (
          <span className="words">{t('quality.insufficient')}</span>
        ) : (
          <strong>{formatNumber(item.value, lang, Math.min(precision, 3))}</strong>
        )}{' '}
        <span className="muted">
          {unitText(unit, lang)} {periodTitle(item, locale)}
        </span>
        {onNewest && (
          <button type="button" className="link" onClick={onNewest}>
            {own('newest')}
          </button>
        )}
      </p>
      <dl className="kpi-facts">
        <TargetFact item={item} definition={definition} />
        <Fact
          head={yoyText(item, unit, same, lang) ?? own('yoy.none')}
          sub={
            same.before === null
              ? ''
              : own('yoy.when', { when: periodTitle({ ...item, ...earlier(item, same.before) }, locale) })
          }
        />
        <Fact
          head={own('complete', { share: formatShare(item.completeness, lang) })}
          sub={own('sources', item.sources)}
          tone={item.quality === 'ok' ? '' : 'attention'}
        />
        <Fact
          head={item.revision > 0 ? own('revision', { n: item.revision }) : own('revision.none')}
          sub={`${t(`finality.${item.finality}`)} · ${formatMoment(Date.parse(item.computedAt), lang)}`}
        />
      </dl>
    </div>
  );
}

function earlier(item: KpiItem, before: string): Pick<KpiItem, 'from' | 'to'> {
  const length = Date.parse(item.to) - Date.parse(item.from);
  return { from: before, to: new Date(Date.parse(before) + length).toISOString() };
}

function yoyText(item: KpiItem, unit: string, same: SamePeriod, lang: 'vi' | 'en'): string | null {
  const change = changeOf(item.value, same.earlier.get(item.area)?.value ?? null, unit);
  return change === null ? null : changeText(change, unit, lang);
}

function TargetFact({ item, definition }: { item: KpiItem; definition: Definition }): ReactNode {
  const locale = useLocale();
  const own = useTexts();
  const { unit, precision, direction } = traitsOf(definition, item.kpi);
  const targets = targetsFor(definition, item.kpi, item.area, item.from.slice(0, 10));
  const target = targets.at(-1);
  if (!target)
    return (
      <div>
        <dt>
          <StatusChip item={item} definition={definition} /> {own('noTarget')}
        </dt>
        <dd className="muted">{definition.source}</dd>
      </div>
    );
  const standing = standingOf(item, targets);
  const mark = targetMark(targets);
  const off = item.value === null || mark === null ? null : Math.abs(item.value - mark);
  const distance = off === null ? '' : formatNumber(off, locale.lang, Math.min(precision, 2));
  const missed = direction === 'up' ? own('missed.up', { distance }) : own('missed', { distance });
  const words = { met: own('met'), some: missed, missed, none: locale.t('novalue') }[standing];
  const tone = { met: 'good', some: 'attention', missed: 'bad', none: 'muted' }[standing];
  const shape = { met: '●', some: '◐', missed: '▲', none: '' }[standing];
  return (
    <Fact
      head={`${shape} ${words}`.trim()}
      tone={tone}
      sub={own('target', { target: targetText(target, unit, locale), source: target.sourceDoc })}
    />
  );
}

function Fact({ head, sub, tone = '' }: { head: string; sub: string; tone?: string }): ReactNode {
  return (
    <div>
      <dt className={tone}>{head}</dt>
      <dd className="muted">{sub}</dd>
    </div>
  );
}
