import type { KpiItem } from '@app/contracts';
import { type SignedPeriod, signatureOf } from '@app/kpi';

/** Items with the values of signed and checked periods shown as such: what is stored of them says `final`. */
export function asSigned(items: readonly KpiItem[], signed: readonly SignedPeriod[]): readonly KpiItem[] {
  if (signed.length === 0) return items;
  return items.map((item) => {
    if (item.finality !== 'final') return item;
    const [from, to] = [Date.parse(item.from), Date.parse(item.to)];
    const signature = signatureOf(signed, { set: item.reportingSet, area: item.area, from, to });
    return signature === null ? item : { ...item, finality: 'signed' };
  });
}
