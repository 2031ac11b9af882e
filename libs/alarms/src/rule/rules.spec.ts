import { describe, expect, it } from '@jest/globals';
import { ruleOf } from '../../test/fixtures.js';
import { alarmText } from './alarm-text.js';
import { isQuiet } from './quiet.js';
import { type KnownNames, ruleMistakes } from './rule-mistakes.js';
import { alarmRuleSchema } from './rule.schema.js';

const KNOWN: KnownNames = {
  areas: new Set(['718']),
  stations: new Set(['tdm-air-01']),
  profiles: new Set(['air']),
  measures: new Map([
    ['air.pm25', 'gauge'],
    ['traffic.n.car', 'count'],
    ['lighting.state', 'state'],
  ]),
  facts: new Set(['floodLevels']),
  kpis: new Map([['ENV-01', ['hour']]]),
  airLimits: new Set(['air.pm25/24h']),
};
const threshold = (more: Readonly<Record<string, unknown>> = {}) =>
  ruleOf('threshold', { measure: 'air.pm25', direction: 'above', limit: 50, ...more });

describe('a rule', () => {
  it('is right when everything that it names is there', () => {
    expect(
      ruleMistakes(threshold({ scope: { areas: ['718'] }, limit: { averaging: '24h' } }), KNOWN),
    ).toEqual([]);
    expect(
      ruleMistakes(ruleOf('kpi', { kpi: 'ENV-01', period: 'hour', direction: 'above', limit: 150 }), KNOWN),
    ).toEqual([]);
  });

  it.each([
    ['scope.areas.0', threshold({ scope: { areas: ['999'] } })],
    ['measure', threshold({ measure: 'air.dust' })],
    ['measure', threshold({ measure: 'lighting.state' })],
    ['statistic', threshold({ measure: 'traffic.n.car', statistic: 'mean' })],
    ['limit.fact', threshold({ limit: { fact: 'nothing.x' } })],
    ['limit.averaging', threshold({ limit: { averaging: '8h' } })],
    ['text.vi', threshold({ text: { vi: '{speed}', en: 'x' } })],
    ['measure', ruleOf('frozen', { measure: 'traffic.n.car', window: 60 })],
    ['kpi', ruleOf('kpi', { kpi: 'ENV-99', period: 'hour', direction: 'above', limit: 1 })],
    ['period', ruleOf('kpi', { kpi: 'ENV-01', period: 'day', direction: 'above', limit: 1 })],
    [
      'scope.stations',
      ruleOf('kpi', {
        kpi: 'ENV-01',
        period: 'hour',
        direction: 'above',
        limit: 1,
        scope: { stations: ['tdm-air-01'] },
      }),
    ],
  ])('is refused with its place: %s', (path, rule) => {
    expect(ruleMistakes(rule, KNOWN).map((mistake) => mistake.path)).toContain(path);
  });

  it('has a band whose ends are apart', () => {
    const band = { ...ruleOf('band', { measure: 'air.pm25', low: 1, high: 9 }), high: 1 };

    expect(alarmRuleSchema.safeParse(band).error?.issues[0]?.path).toEqual(['high']);
  });
});

describe('the text of an alarm', () => {
  const values = { object: 'Trạm 1', rule: 'R', value: -1234.5, limit: 0.256, unit: 'ug/m3', minutes: 20 };

  it('has its values as the language writes them', () => {
    expect(alarmText('{object}: {value} {unit} (ngưỡng {limit})', values, 'vi')).toBe(
      'Trạm 1: −1.234,5 ug/m3 (ngưỡng 0,26)',
    );
    expect(alarmText('{value} after {minutes} min', values, 'en')).toBe('−1,234.5 after 20 min');
  });

  it('shows no unit of a bare number, and a dash for no value', () => {
    expect(alarmText('{value} {unit} lần.', { ...values, value: null, unit: '1' }, 'vi')).toBe('– lần.');
  });
});

describe('quiet hours', () => {
  // 2026-11-23 is a Monday.
  const local = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 10, day, hour - 7, minute);

  it('are local times, past midnight too', () => {
    const night = [{ from: '22:00', to: '06:00' }];

    expect([21, 22, 23, 24, 29, 30].map((hour) => isQuiet(night, local(23, hour)))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('belong to the weekday that they begin on', () => {
    const fridays = [{ from: '22:00', to: '06:00', weekdays: [5] }];

    expect(isQuiet(fridays, local(27, 23))).toBe(true);
    expect(isQuiet(fridays, local(28, 5, 59))).toBe(true);
    expect(isQuiet(fridays, local(28, 23))).toBe(false);
  });
});
