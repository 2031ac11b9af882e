/** How a value becomes one of another unit: `value × factor + offset`. */
export interface Conversion {
  readonly factor: number;
  readonly offset: number;
}

export const UNCHANGED: Conversion = { factor: 1, offset: 0 };

const FAHRENHEIT = 5 / 9;

/**
 * Units by what they measure: UCUM code → how a value becomes one of the group's first unit. Parts per million of a gas
 * are not among them: what they weigh depends on gas, temperature and pressure, so a mapping states its own factor.
 */
const GROUPS: readonly ReadonlyMap<string, Conversion>[] = [
  times({ 'km/h': 1, 'm/s': 3.6, '[mi_i]/h': 1.609_344, '[kn_i]': 1.852 }),
  times({ 'ug/m3': 1, 'mg/m3': 1e3, 'ng/m3': 1e-3, 'g/m3': 1e6 }),
  times({ m: 1, cm: 1e-2, mm: 1e-3, km: 1e3, '[ft_i]': 0.3048, '[in_i]': 0.0254 }),
  times({ 'kW.h': 1, 'W.h': 1e-3, 'MW.h': 1e3, J: 1 / 3.6e6, kJ: 1 / 3600, MJ: 1 / 3.6 }),
  times({ '%': 1, '1': 100 }),
  new Map([
    ['Cel', UNCHANGED],
    ['K', { factor: 1, offset: -273.15 }],
    ['[degF]', { factor: FAHRENHEIT, offset: -32 * FAHRENHEIT }],
  ]),
];

function times(factors: Readonly<Record<string, number>>): ReadonlyMap<string, Conversion> {
  return new Map(Object.entries(factors).map(([unit, factor]) => [unit, { factor, offset: 0 }]));
}

/** From one unit (UCUM, case-sensitive) to another; null where they measure different things or one is not known. */
export function conversion(from: string, to: string): Conversion | null {
  if (from === to) return UNCHANGED;
  for (const group of GROUPS) {
    const [a, b] = [group.get(from), group.get(to)];
    if (a && b) return { factor: a.factor / b.factor, offset: (a.offset - b.offset) / b.factor };
  }
  return null;
}

/** Units that can be converted to this one, for a message. */
export function unitsLike(to: string): readonly string[] {
  return [...(GROUPS.find((group) => group.has(to))?.keys() ?? [to])];
}
