/** A figure about an area that a formula reads: km of major streets, population. */
export interface AreaFigure {
  readonly value: number;
  /** True when it is (partly) the virtual city's. */
  readonly isVirtual: boolean;
}

/** Figures of one area and period by name: a fact's key, `area_km2`, or a series' id (`se.pop`). Null: not known. */
export type AreaFigures = (name: string) => AreaFigure | null;

export const NO_FIGURES: AreaFigures = () => null;
