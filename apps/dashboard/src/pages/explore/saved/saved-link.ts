import { DEFAULTS, type OwnParams } from '../../../route/url-state.js';

const DAY_MS = 86_400_000;

/** What of a saved query the page's link says: the shared area, and the page's own part. */
export interface SavedLink {
  readonly area: string;
  readonly own: OwnParams;
}

/** The link that asks a saved query again; null where this page can't, e.g. for devices or several measures. */
export function linkOf(
  parameters: Readonly<Record<string, unknown>>,
  districts: readonly string[],
): SavedLink | null {
  const [measures, areas, stations] = ['measure', 'area', 'station'].map((name) => textsOf(parameters[name]));
  const [from, to] = [parameters['from'], parameters['to']].map((date) =>
    typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null,
  );
  const [measure] = measures ?? [];
  const isOurs =
    measure !== undefined && measures?.length === 1 && textsOf(parameters['device']).length === 0;
  if (!isOurs || from == null || to == null) return null;
  const isEach = (areas?.length ?? 0) > 1;
  const isEveryDistrict = isEach && areas?.every((code) => districts.includes(code)) === true;
  if (isEach && !isEveryDistrict) return null;
  const agg = parameters['agg'];
  const bucket = parameters['bucket'];
  return {
    area: isEach ? DEFAULTS.area : (areas?.[0] ?? DEFAULTS.area),
    own: {
      measure,
      from,
      to: new Date(Date.parse(`${to}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10),
      bucket: typeof bucket === 'string' ? bucket : undefined,
      agg: typeof agg === 'string' ? agg : undefined,
      place: isEach ? 'districts' : stations?.length ? 'stations' : undefined,
      stations: stations?.length ? stations.join(',') : undefined,
    },
  };
}

function textsOf(value: unknown): readonly string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string');
}
