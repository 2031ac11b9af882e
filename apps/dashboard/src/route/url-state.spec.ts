import { describe, expect, it } from '@jest/globals';
import { DEFAULTS, formatUrl, ownParams, parseUrl } from './url-state.js';

describe('the state in the URL', () => {
  it('comes back as it was written', () => {
    const state = { area: '725', period: 'day', kpi: 'MOB-09.per1000vkt', lang: 'en' } as const;

    expect(parseUrl(formatUrl(state))).toEqual(state);
  });

  it('leaves out what is default', () => {
    expect(formatUrl(DEFAULTS)).toBe('');
    expect(parseUrl('')).toEqual(DEFAULTS);
  });

  it('takes the default for what makes no sense', () => {
    expect(parseUrl('?area=%3Cscript%3E&period=minute&lang=fr')).toEqual(DEFAULTS);
  });

  it("keeps a page's own part apart from what pages share", () => {
    const search = formatUrl(
      { ...DEFAULTS, area: '718' },
      { from: '2026-01-01', area: '725', view: undefined },
    );

    expect(search).toBe('?area=718&from=2026-01-01');
    expect(ownParams(search)).toEqual({ from: '2026-01-01' });
  });
});
