import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../http/problem.js';
import { DefinitionPipe } from './definition-document.js';

const YAML = `id: OWN-02
names: { vi: 'Trễ trên xe-km', en: 'Delay per km' }
unit: h/km
domain: mobility
family: traffic
periods: [day]
source: tự đề xuất
expression: |
  ratio(c.delay,
        c.vkt)
`;

const pipe = new DefinitionPipe();

function errorsOf(text: string): unknown {
  try {
    pipe.transform(text);
  } catch (error) {
    return ((error as Problem).getResponse() as { errors: unknown }).errors;
  }
  return [];
}

describe('a definition in YAML', () => {
  it('is read with what it leaves out', () => {
    const definition = pipe.transform(YAML).definition(3, '2026-11-23');

    expect(definition).toMatchObject({
      id: 'OWN-02',
      version: 3,
      validFrom: '2026-11-23',
      status: 'computed',
    });
    expect(definition.formula).toBe('ratio(c.delay,\n      c.vkt)\n');
  });

  it('is refused with the line of each mistake', () => {
    expect(errorsOf(YAML.replace('[day]', '[day, decade]').replace('OWN-02', 'own'))).toMatchObject([
      { path: 'line 1, id' },
      { path: 'line 6, periods.1' },
    ]);
    expect(errorsOf(YAML.replace('unit: h/km', 'unit: [h/km'))).toMatchObject([
      { path: expect.stringMatching(/^line \d+, column \d+$/) },
    ]);
    expect(errorsOf(YAML.replace('unit:', 'unyt:'))).toMatchObject([
      { path: 'line 1, unit' },
      { message: 'unknown: unyt' },
    ]);
  });

  it('says on which line a formula is wrong', () => {
    const document = pipe.transform(YAML);

    const problem = document.refuse([{ path: 'expression', message: 'line 2, column 7: no' }]);

    expect(problem.message).toBe('line 8, expression: line 2, column 7: no');
  });
});
