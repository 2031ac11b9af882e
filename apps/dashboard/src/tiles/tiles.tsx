import type { ReactNode } from 'react';
import { TILES } from '../kpi/catalogue.js';
import { Tile } from './tile.js';

/** The numbers that say how the chosen area is. */
export function Tiles(): ReactNode {
  return (
    <section className="tiles">
      {TILES.map((kpi) => (
        <Tile key={kpi} kpi={kpi} />
      ))}
    </section>
  );
}
