import { describe, expect, it } from '@jest/globals';
import { OpenViewerAccess } from './viewer-access.js';

describe('OpenViewerAccess', () => {
  const isToken = (token: string): boolean => token === 'token';

  it('lets everybody in where reads are open', () => {
    expect(new OpenViewerAccess('open').admits(undefined)).toBe(true);
  });

  it('lets only a token in where readers are identified', () => {
    const access = new OpenViewerAccess('identified', isToken);

    expect(access.admits('token')).toBe(true);
    expect(access.admits('other')).toBe(false);
    expect(access.admits(undefined)).toBe(false);
    expect(new OpenViewerAccess('identified').admits('token')).toBe(false);
  });
});
