import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, nat, property } from 'fast-check';
import { type AuditEntry, brokenAt, CHAIN_START, chainHash } from './audit-chain.js';

function trail(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const entry = {
      seq,
      at: 1_000 + seq,
      callerKind: 'person',
      caller: 'p-1',
      name: 'Trần Thị Bình',
      action: 'POST /api/v1/devices',
      object: `cam-${seq}`,
      detail: '{}',
      outcome: seq % 2 === 0 ? 201 : null,
      outcomeOf: seq % 2 === 0 ? seq - 1 : null,
    };
    entries.push({ ...entry, hash: chainHash(entries.at(-1)?.hash ?? CHAIN_START, entry) });
  }
  return entries;
}

describe('the audit chain', () => {
  it('holds for what was appended, from the start and from any entry on', () => {
    const entries = trail(6);

    expect(brokenAt(entries, CHAIN_START, 1)).toBeNull();
    expect(brokenAt(entries.slice(3), entries[2]!.hash, 4)).toBeNull();
  });

  it('breaks where any field of any entry is changed, an entry is left out or two are exchanged (seed 7)', () => {
    const entries = trail(8);
    const field = constantFrom('at', 'caller', 'callerKind', 'name', 'action', 'object', 'detail', 'outcome');
    assert(
      property(nat(7), field, (i, key) => {
        const changed = entries.map((entry, at) =>
          at === i
            ? { ...entry, [key]: typeof entry[key as 'name'] === 'string' ? `${entry[key as 'name']}x` : 5 }
            : entry,
        );
        expect(brokenAt(changed, CHAIN_START, 1)?.seq).toBe(i + 1);
      }),
      { seed: 7 },
    );
    for (let i = 0; i < 7; i++) {
      expect(brokenAt(entries.toSpliced(i, 1), CHAIN_START, 1)?.seq).toBe(i + 2);
      expect(brokenAt(entries.toSpliced(i, 2, entries[i + 1]!, entries[i]!), CHAIN_START, 1)?.seq).toBe(
        i + 2,
      );
    }
  });
});
