import type { ReactNode } from 'react';
import type { Definition, KpiItem } from '../api/types.js';
import { useLocale } from '../i18n/locale.js';
import { officialBands, standingOf, targetsFor } from './status.js';

const SHAPE = { met: '●', some: '◐', missed: '▲', none: '' } as const;

/** A word on how a value stands: to its data first, then to its band or target. Never colour alone. */
export function StatusChip({
  item,
  definition,
}: {
  item: KpiItem | undefined;
  definition: Definition | undefined;
}): ReactNode {
  const { t, name } = useLocale();
  if (!item) return <span className="chip chip-none">{t('novalue')}</span>;
  if (item.quality === 'insufficient' || item.value === null)
    return <span className="chip chip-hatched">{t('quality.short')}</span>;
  const partial = item.quality === 'partial' && (
    <span className="chip chip-hatched">{t('quality.partial')}</span>
  );
  const { value } = item;
  const band = officialBands(definition).find((one) => one.upTo === null || value <= one.upTo);
  if (band)
    return (
      <>
        {partial}
        <span className="chip chip-band">
          <i style={{ background: band.colour }} aria-hidden="true" />
          {name(band.names)}
        </span>
      </>
    );
  const standing = definition
    ? standingOf(item, targetsFor(definition, item.kpi, item.area, item.from.slice(0, 10)))
    : 'none';
  if (standing === 'none') return partial || null;
  return (
    <>
      {partial}
      <span className={`chip chip-${standing}`}>
        <span aria-hidden="true">{SHAPE[standing]}</span> {t(`standing.${standing}`)}
      </span>
    </>
  );
}
