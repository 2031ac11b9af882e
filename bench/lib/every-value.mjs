// All KPI values of some periods, as the interface gives them, and what two readings of them differ in.

/**
 * Values of all areas by KPI, area, period and start: everything that an item says but when it was
 * computed.
 */
export async function everyValue(platform, periods, { from, to }) {
  const found = new Map();
  const { items: kpis } = await platform.get('/api/v1/kpis?status=computed&limit=10000');
  const { items: areas } = await platform.get('/api/v1/areas?limit=10000');
  for (const { id, periods: served } of kpis) {
    for (const period of periods) {
      if (!served.includes(period)) continue;
      for (const area of areas) {
        const query = {
          area: area.code,
          period,
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
        };
        for (const item of await allPages(platform, `/api/v1/kpis/${id}/values`, query)) {
          const key = [item.kpi, item.area, item.period, item.from].join(' ');
          found.set(key, JSON.stringify({ ...item, computedAt: undefined }));
        }
      }
    }
  }
  return found;
}

async function allPages(platform, path, query) {
  const items = [];
  let after;
  do {
    const text = new URLSearchParams({ ...query, limit: '10000', ...(after === undefined ? {} : { after }) });
    const page = await platform.get(`${path}?${text}`);
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return items;
}

/** Keys whose value only one of both has, or has otherwise. */
export function differencesOf(before, after) {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const [a, b] = [before.get(key), after.get(key)];
    return a === b ? [] : [{ key, before: a ?? null, after: b ?? null }];
  });
}
