import { describe, expect, it } from '@jest/globals';
import { fromLocalInput, toLocalInput } from './local-input.js';

describe('times in fields', () => {
  it("are the city's, whatever zone the browser is in", () => {
    expect(toLocalInput(Date.parse('2026-11-30T18:05:30Z'))).toBe('2026-12-01T01:05');
    expect(fromLocalInput('2026-12-01T01:05')).toBe('2026-12-01T01:05:00+07:00');
    expect(fromLocalInput('2026-12-01')).toBe('2026-12-01T00:00:00+07:00');
  });
});
