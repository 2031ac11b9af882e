import { expect, it } from '@jest/globals';
import { factView } from './area-fact.schemas.js';

it.each(['constructor', 'toString', '__proto__'])('shows a figure named %s like any other', (key) => {
  const row = {
    set: 'plan-2020',
    area: '718',
    key,
    value: 1,
    unit: null,
    revision: 1,
    source: 'kiểm thử',
    validFrom: 0,
    validTo: null,
    recordedBy: 'x',
    recordedAt: 0,
    virtual: false,
  };

  expect(factView(row as unknown as Parameters<typeof factView>[0])).toMatchObject({
    nameVi: null,
    readBy: [],
  });
});
