import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, property, record } from 'fast-check';
import { Caller, type Grant } from './caller.js';
import { type Action, ACTIONS, includes, isByArea, type Role, ROLES } from './role.js';

const person = (...grants: Grant[]): Caller => Caller.person('p1', 'Nguyễn Văn An', grants, 's1');
const OWN = ['721', '74'];
const OTHER = ['724', '74'];

describe('a caller', () => {
  it('without a role may do nothing', () => {
    expect(ACTIONS.filter((action) => person().may(action) || Caller.anonymous.may(action))).toEqual([]);
  });

  it("with the administrator's key may do everything", () => {
    expect(ACTIONS.filter((action) => !Caller.administratorKey.mayIn(action, []))).toEqual([]);
  });

  it('whose role is for a district acts there and below, and nowhere else', () => {
    const operator = person({ role: 'operator', area: '721' });

    expect(operator.may('devices.write')).toBe(true);
    expect(operator.mayIn('devices.write', OWN)).toBe(true);
    expect(operator.mayIn('devices.write', OTHER)).toBe(false);
    expect(operator.mayIn('devices.write', ['74'])).toBe(false);
    expect(operator.mayIn('devices.write', [])).toBe(false);
  });

  it('knows in which places it may act', () => {
    const [everywhere, district] = person(
      { role: 'verifier', area: null },
      { role: 'operator', area: '721' },
    ).places();

    expect(everywhere).toMatchObject({ area: null, actions: expect.arrayContaining(['periods.check']) });
    expect(everywhere?.actions).not.toContain('devices.write');
    expect(district).toMatchObject({ area: '721', actions: expect.arrayContaining(['devices.write']) });
    expect(Caller.anonymous.places()).toEqual([{ area: null, actions: [] }]);
  });

  it('whose role is for a district may not do what concerns the whole province', () => {
    const planner = person({ role: 'planner', area: '721' });

    expect(planner.may('definitions.write')).toBe(false);
    expect(planner.mayIn('definitions.write', OWN)).toBe(false);
    expect(planner.may('facts.write')).toBe(true);
  });

  it('reads everything with any role, since districts are compared with each other', () => {
    for (const role of ROLES) expect(person({ role, area: '721' }).may('read')).toBe(true);
  });

  it('never both signs and checks by one role', () => {
    expect(ROLES.filter((role) => includes(role, 'periods.sign') && includes(role, 'periods.check'))).toEqual(
      [],
    );
  });

  it('gains no right by another grant than what that grant gives (seed 1338)', () => {
    const grant = record({ role: constantFrom<Role>(...ROLES), area: constantFrom(null, '721', '724') });
    assert(
      property(
        array(grant, { maxLength: 4 }),
        constantFrom<Action>(...ACTIONS),
        constantFrom(OWN, OTHER, ['74'], []),
        (grants, action, within) => {
          const alone = grants.some((one) => person(one).mayIn(action, within));
          expect(person(...grants).mayIn(action, within)).toBe(alone);
          if (alone && !isByArea(action)) expect(grants.some(({ area }) => area === null)).toBe(true);
        },
      ),
      { seed: 1338 },
    );
  });
});
