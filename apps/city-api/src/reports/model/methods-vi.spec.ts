import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { formulaVi, methodSourceVi } from './methods-vi.js';

interface Row {
  readonly id: string;
  readonly version: number;
  readonly formula: string;
  readonly source: string;
}

const FOLDER = join(import.meta.dirname, '../../../../../seeds/kpis');
const rows = readdirSync(FOLDER).flatMap((file) => {
  const read = parse(readFileSync(join(FOLDER, file), 'utf8')) as Readonly<Record<string, unknown>> | Row[];
  return (Array.isArray(read) ? read : Object.values(read).find((one) => Array.isArray(one))) as Row[];
});

describe('methods in the report’s words', () => {
  it('has every definition of the catalogue, composed as Vietnamese is written', () => {
    expect(rows).toHaveLength(54);
    for (const { id, formula } of rows) {
      const text = formulaVi(id, 1, formula);
      expect([id, text === text.normalize('NFC')]).toEqual([id, true]);
      if (id !== 'ENV-08') expect([id, text === formula]).toEqual([id, false]);
    }
  });

  it('keeps the formula of a later version or of one’s own', () => {
    expect(formulaVi('MOB-04', 2, 'ΣVKT / ΣVHT, trucks')).toBe('ΣVKT / ΣVHT, trucks');
    expect(formulaVi('X-01', 1, 'n / 2')).toBe('n / 2');
  });

  it('says where a method comes from', () => {
    expect(rows.filter(({ source }) => /proposed/.test(methodSourceVi(source)))).toEqual([]);
    expect(methodSourceVi('proposed catalogue §6.3 after QCVN 26')).toBe(
      'đề xuất của hệ thống, theo QCVN 26',
    );
    expect(methodSourceVi('Sở Giao thông Vận tải')).toBe('Sở Giao thông Vận tải');
  });
});
