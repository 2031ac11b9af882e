import { describe, expect, it } from '@jest/globals';
import { auditDetail } from './redact.js';

describe('what the audit trail keeps of a request', () => {
  it('has no secret in it, however deep', () => {
    const detail = auditDetail(
      { token: 'abc' },
      { id: 'x', nested: [{ clientSecret: 'abc', password: 'abc' }] },
    );

    expect(detail).not.toContain('abc');
    expect(JSON.parse(detail)).toEqual({
      query: { token: '(secret)' },
      body: { id: 'x', nested: [{ clientSecret: '(secret)', password: '(secret)' }] },
    });
  });

  it('names a file and a long text by digest and length', () => {
    const { body } = JSON.parse(auditDetail(undefined, Buffer.from('a,b'))) as { body: unknown };
    const long = JSON.parse(auditDetail({}, { text: 'x'.repeat(9000) })) as { body: { bytes: number } };

    expect(body).toEqual({
      sha256: '1eb7c54d52831bbfe8942af0b1c56b7409523a59ed6ca99c1174fef7eb32c1b5',
      bytes: 3,
    });
    expect(long.body.bytes).toBeGreaterThan(9000);
  });

  it('says of a body that is nested too deep just that', () => {
    const deep: unknown = JSON.parse('['.repeat(400_000) + ']'.repeat(400_000));

    expect(auditDetail({}, deep)).toBe('{"query":{},"body":"(nested too deep)"}');
  });
});
