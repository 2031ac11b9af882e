import { finalitySchema, periodSchema, SEVERITIES, severitySchema, type FeedEvent } from '@app/contracts';
import { z } from 'zod';

const names = (what: string): z.ZodDefault<z.ZodArray<z.ZodString>> =>
  z.array(z.string().min(1).max(80)).max(500).default([]).describe(`only ${what}; none: all`);

/** What a webhook is told of. */
export const wantsSchema = z.strictObject({
  events: z
    .array(z.enum(['kpi', 'alarm', 'device']))
    .min(1)
    .describe('kinds of event'),
  areas: names('KPIs and alarms of these areas'),
  kpis: names('these KPIs, and alarms on them; a family includes its members'),
  devices: names('these devices, and alarms on them'),
  periods: z.array(periodSchema).default([]).describe('only KPIs of these periods; none: all'),
  finalities: z
    .array(finalitySchema)
    .min(1)
    .default(['final', 'signed'])
    .describe('only KPI values that are this final: a provisional one changes with every reading'),
  severities: z
    .array(severitySchema)
    .min(1)
    .default([...SEVERITIES])
    .describe('only alarms this severe'),
});
export type WebhookWants = z.infer<typeof wantsSchema>;

/** Whether a webhook is to be told of an event. */
export function isWanted(wants: WebhookWants, event: FeedEvent): boolean {
  const { events, areas, kpis, devices, periods, finalities, severities } = wants;
  if (!events.includes(event.type)) return false;
  switch (event.type) {
    case 'kpi': {
      const { area, kpi, period, finality } = event.item;
      return (
        isAmong(areas, area) &&
        isOfKpis(kpis, kpi) &&
        isAmong<string>(periods, period) &&
        isAmong<string>(finalities, finality)
      );
    }
    case 'device':
      return isAmong(devices, event.item.device);
    case 'alarm': {
      const { area, kpi, device, severity } = event.item;
      return (
        isAmong(areas, area) &&
        isOfKpis(kpis, kpi) &&
        isAmong(devices, device) &&
        isAmong<string>(severities, severity)
      );
    }
  }
}

function isAmong<T>(wanted: readonly T[], value: T | null): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value));
}

function isOfKpis(wanted: readonly string[], kpi: string | null): boolean {
  return isAmong(wanted, kpi) || isAmong(wanted, kpi?.split('.', 1)[0] ?? null);
}
