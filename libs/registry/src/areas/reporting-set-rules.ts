import type { Area, ReportingSet } from '../model.js';
import type { ReportingSetInput } from './reporting-set.schema.js';

/** What is wrong in an import, and where: `features.3.properties.parent`. */
export interface ImportMistake {
  readonly path: string;
  readonly message: string;
}

/** What is there already. */
export interface KnownAreas {
  readonly sets: readonly ReportingSet[];
  readonly areas: readonly Area[];
}

/** Shares of one area add up to 1 within this. */
const SHARE_TOLERANCE = 1e-6;

/** Everything that keeps a set from being imported, beyond what its schema says. */
export function importMistakes(input: ReportingSetInput, known: KnownAreas): ImportMistake[] {
  return [...featureMistakes(input), ...validityMistakes(input, known), ...successorMistakes(input, known)];
}

/** Areas of an import; holes are rings too, by the even-odd rule. */
export function areasOf(input: ReportingSetInput): Area[] {
  return input.features.map(({ properties, geometry }) => {
    const { code, nameVi, nameEn = nameVi, level, parent, areaKm2, validFrom, validTo } = properties;
    const polygons =
      geometry === null ? [] : geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const rest = { code, nameVi, nameEn, level, parent, areaKm2, validFrom, validTo };
    return { set: input.set.id, ...rest, rings: polygons.flat() };
  });
}

function featureMistakes({ features }: ReportingSetInput): ImportMistake[] {
  const parents = new Map(features.map(({ properties }) => [properties.code, properties.parent]));
  const seen = new Set<string>();
  return features.flatMap(({ properties, geometry }, i): ImportMistake[] => {
    const path = `features.${i}.properties`;
    const { code, parent, validFrom, validTo } = properties;
    const found: ImportMistake[] = [];
    const key = `${code}|${validFrom}`;
    if (seen.has(key))
      found.push({ path: `${path}.code`, message: `${code} stands twice with one validFrom` });
    seen.add(key);
    if (parent !== null && !parents.has(parent))
      found.push({ path: `${path}.parent`, message: `no area ${parent} in this file` });
    else if (isInCircle(code, parents))
      found.push({ path: `${path}.parent`, message: `${code} is its own ancestor` });
    if (validTo !== null && validTo <= validFrom)
      found.push({ path: `${path}.validTo`, message: 'must be after validFrom' });
    for (const [r, ring] of ringsOf(geometry).entries()) {
      const [first, last] = [ring[0], ring.at(-1)];
      if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
        found.push({ path: `features.${i}.geometry`, message: `ring ${r + 1} is not closed` });
    }
    return found;
  });
}

function ringsOf(
  geometry: ReportingSetInput['features'][number]['geometry'],
): readonly (readonly [number, number])[][] {
  if (geometry === null) return [];
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

function isInCircle(code: string, parents: ReadonlyMap<string, string | null>): boolean {
  const path = new Set([code]);
  for (let up = parents.get(code) ?? null; up !== null; up = parents.get(up) ?? null) {
    if (path.has(up)) return up === code;
    path.add(up);
  }
  return false;
}

/** Numbers rest on an active set's outlines: what changes there is a new row with a later day. */
function validityMistakes(input: ReportingSetInput, known: KnownAreas): ImportMistake[] {
  const isActive = known.sets.some((set) => set.id === input.set.id && set.status === 'active');
  const stored = known.areas.filter((area) => area.set === input.set.id);
  return areasOf(input).flatMap((area, i): ImportMistake[] => {
    const path = `features.${i}.properties.validFrom`;
    const same = stored.filter((one) => one.code === area.code);
    const twin = same.find((one) => one.validFrom === area.validFrom);
    if (twin !== undefined) {
      if (!isActive || JSON.stringify(twin.rings) === JSON.stringify(area.rings)) return [];
      return [
        {
          path,
          message: `${area.code} has another outline from that day on; numbers rest on it: give a later day`,
        },
      ];
    }
    const later = same.find((one) => one.validFrom > area.validFrom);
    return later === undefined ? [] : [{ path, message: `${area.code} has a later outline already` }];
  });
}

function successorMistakes(input: ReportingSetInput, known: KnownAreas): ImportMistake[] {
  const { successors, successorsOf = input.set.id } = input;
  if (successors.length === 0) return [];
  if (successorsOf !== input.set.id && !known.sets.some((set) => set.id === successorsOf)) {
    const ids = known.sets.map((set) => set.id).join(', ');
    return [{ path: 'successorsOf', message: `no reporting set ${successorsOf}; there are ${ids}` }];
  }
  const own = new Set(input.features.map(({ properties }) => properties.code));
  const old = new Set(known.areas.filter((area) => area.set === successorsOf).map((area) => area.code));
  if (successorsOf === input.set.id) for (const code of own) old.add(code);
  const pairs = new Set<string>();
  const found = successors.flatMap(({ from, to }, i): ImportMistake[] => {
    const path = `successors.${i}`;
    const twice = pairs.has(`${from}|${to}`);
    pairs.add(`${from}|${to}`);
    return [
      ...(old.has(from) ? [] : [{ path: `${path}.from`, message: `no area ${from} in set ${successorsOf}` }]),
      ...(own.has(to) ? [] : [{ path: `${path}.to`, message: `no area ${to} in this file` }]),
      ...(twice ? [{ path, message: `${from} to ${to} stands twice` }] : []),
    ];
  });
  return [...found, ...shareMistakes(successors)];
}

/** Known shares of an area leave nothing over and give nothing twice. */
function shareMistakes(successors: ReportingSetInput['successors']): ImportMistake[] {
  const sums = new Map<string, { at: number; sum: number; isKnown: boolean }>();
  for (const [at, { from, share }] of successors.entries()) {
    const before = sums.get(from) ?? { at, sum: 0, isKnown: true };
    sums.set(from, {
      at: before.at,
      sum: before.sum + (share ?? 0),
      isKnown: before.isKnown && share !== null,
    });
  }
  return [...sums].flatMap(([from, { at, sum, isKnown }]): ImportMistake[] => {
    const isOver = sum > 1 + SHARE_TOLERANCE;
    if (!isOver && (!isKnown || sum >= 1 - SHARE_TOLERANCE)) return [];
    return [
      {
        path: `successors.${at}.share`,
        message: `shares of ${from} add up to ${sum}, not to 1 (null where unknown)`,
      },
    ];
  });
}
