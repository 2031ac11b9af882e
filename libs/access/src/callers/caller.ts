import { type Action, ACTIONS, includes, isByArea, type Role } from './role.js';

/** A role, everywhere or in one area and what lies in it. */
export interface Grant {
  readonly role: Role;
  /** Area code of the reporting set in force; null: the whole province. */
  readonly area: string | null;
}

/** `key`: the administrator's key, which may do everything and speaks for whoever it names. */
export type CallerKind = 'anonymous' | 'key' | 'service' | 'person';

/** Who asks, and what they may do where. */
export class Caller {
  private constructor(
    readonly kind: CallerKind,
    /** Id in the registry; of the key and of nobody their kind. */
    readonly id: string,
    /** Name to show and to write into what they do. */
    readonly name: string,
    readonly grants: readonly Grant[],
    /** Session that they came with, of people only. */
    readonly session: string | null = null,
    private readonly alsoMay: readonly Action[] = [],
  ) {}

  static readonly anonymous = new Caller('anonymous', 'anonymous', 'anonymous', []);
  /** Whoever reaches the port where reading is open, of payloads too. */
  static readonly reader = new Caller(
    'anonymous',
    'anonymous',
    'anonymous',
    [{ role: 'viewer', area: null }],
    null,
    ['payloads.read'],
  );
  static readonly administratorKey = new Caller('key', 'key', "administrator's key", [
    { role: 'administrator', area: null },
  ]);

  static service(id: string, name: string, grants: readonly Grant[]): Caller {
    return new Caller('service', id, name, grants);
  }

  static person(id: string, name: string, grants: readonly Grant[], session: string): Caller {
    return new Caller('person', id, name, grants, session);
  }

  /** Whether they may do this at all: in the whole province, or, where the action is about an area, in some area. */
  may(action: Action): boolean {
    if (this.kind === 'key' || this.alsoMay.includes(action)) return true;
    return this.grants.some(
      ({ role, area }) =>
        includes(role, action) &&
        (area === null || isByArea(action) || action === 'read' || action === 'queries.write'),
    );
  }

  /** All that they may do at least somewhere. */
  actions(): readonly Action[] {
    return ACTIONS.filter((action) => this.may(action));
  }

  /** What they may do where: in the whole province (null), and in each area that a role of theirs is for. */
  places(): readonly { readonly area: string | null; readonly actions: readonly Action[] }[] {
    const areas = new Set(this.grants.flatMap(({ area }) => area ?? []));
    return [null, ...areas].map((area) => ({
      area,
      actions: ACTIONS.filter((action) => this.mayIn(action, area === null ? [] : [area])),
    }));
  }

  /**
   * Whether they may do it to something in an area.
   * @param within the area's code and those of all areas that it lies in; empty: it lies in none
   */
  mayIn(action: Action, within: readonly string[]): boolean {
    if (this.kind === 'key' || this.alsoMay.includes(action)) return true;
    return this.grants.some(
      ({ role, area }) =>
        includes(role, action) && (area === null || (isByArea(action) && within.includes(area))),
    );
  }
}
