import type { ReactNode } from 'react';
import { TILES } from '../kpi/catalogue.js';
import { useLocale } from '../i18n/locale.js';
import { Tile } from './tile.js';

/** The five numbers that say how the chosen area is. */
export function Tiles(): ReactNode {
  const { t } = useLocale();
  return (
    <section className="tiles" aria-label={t('table.title')}>
      {TILES.map((kpi) => (
        <Tile key={kpi} kpi={kpi} />
      ))}
    </section>
  );
}
