import { describe, expect, it } from '@jest/globals';
import type { DeviceItem, FeedEvent, KpiItem } from '@app/contracts';
import { FeedFilter } from './feed-filter.js';
import { FeedMessage } from './feed-message.js';
import { feedQuery } from './feed-query.js';

const kpi = (area: string, name: string, period: string): FeedEvent => ({
  v: 1,
  type: 'kpi',
  item: { area, kpi: name, period, reportingSet: 'plan-2020' } as KpiItem,
});
const device = (id: string): FeedEvent => ({ v: 1, type: 'device', item: { device: id } as DeviceItem });

const EVENTS = [
  kpi('718', 'MOB-04', '5min'),
  kpi('719', 'MOB-14.car', 'day'),
  device('cam-1'),
  device('cam-2'),
];

describe('filters of the feed', () => {
  it.each([
    [{}, [0, 1, 2, 3]],
    [{ events: 'kpi' }, [0, 1]],
    [{ events: 'kpi,device', area: '718' }, [0, 2, 3]],
    [{ events: ['kpi'], kpi: 'MOB-14' }, [1]],
    [{ events: 'kpi', kpi: 'MOB-14.bus,MOB-04' }, [0]],
    [{ period: 'day', device: 'cam-2' }, [1, 3]],
    [{ events: 'alarm' }, []],
  ])('%j', (given, expected) => {
    const filter = new FeedFilter(feedQuery.parse(given));

    const passed = EVENTS.flatMap((event, i) => (filter.wants(new FeedMessage(i, event)) ? [i] : []));

    expect(passed).toEqual(expected);
  });

  it.each([[{ events: 'kpis' }], [{ type: 'kpis' }], [{ period: 'minute' }], [{ areas: '718' }]])(
    'refuses %j',
    (given) => {
      expect(feedQuery.safeParse(given).success).toBe(false);
    },
  );
});
