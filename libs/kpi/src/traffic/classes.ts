/** Vehicle classes as measure columns `n_<class>`, in the order of the native payload's keys. */
export const CLASSES = [
  'bicycle',
  'motorcycle',
  'car',
  'bus_small',
  'bus',
  'truck2',
  'truck3',
  'trailer',
] as const;
export type VehicleClass = (typeof CLASSES)[number];

/** Groups of the mode split, MOB-14. Bicycles are in the whole, not in a group. */
export const MODES = {
  motorcycle: ['motorcycle'],
  car: ['car'],
  bus: ['bus_small', 'bus'],
  heavy: ['truck2', 'truck3', 'trailer'],
} as const satisfies Record<string, readonly VehicleClass[]>;
export type Mode = keyof typeof MODES;
export const MODE_NAMES = Object.keys(MODES) as readonly Mode[];

/** kpi.md §3.2, column "default": urban. Used only where no table holds. */
export const DEFAULT_PCU: Readonly<Record<string, number>> = {
  bicycle: 0.3,
  motorcycle: 0.25,
  car: 1,
  bus_small: 2.5,
  bus: 3,
  truck2: 2.5,
  truck3: 3,
  trailer: 4,
};
