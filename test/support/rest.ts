import type { KpiItem, LedgerItem } from '@app/contracts';

export interface SeriesPoint {
  readonly t: string;
  readonly value: number | null;
  readonly n: number;
  readonly completeness: number;
}

export interface RejectedItem {
  readonly at: string;
  readonly device: string;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  readonly bytes: string;
}

interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

/** The public interface as a user has it. */
export class Rest {
  constructor(
    readonly base: string,
    /** The administrator's key. */
    readonly key: string,
  ) {}

  async get<T>(path: string, query: Record<string, string | number | undefined> = {}): Promise<T> {
    const url = new URL(path, this.base);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const response = await fetch(url);
    if (!response.ok)
      throw new Error(`GET ${url.pathname}${url.search}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** All pages of a list. */
  async all<T>(path: string, query: Record<string, string | number | undefined> = {}): Promise<T[]> {
    const items: T[] = [];
    let after: string | undefined;
    do {
      const page = await this.get<Page<T>>(path, { ...query, after });
      items.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return items;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(new URL(path, this.base), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.key}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Registers a station and one device on it; resolves to the device's credential. */
  async camera(
    id: string,
    options: {
      lat?: number;
      lon?: number;
      cadence?: number;
      lengthKm?: number;
      freeFlowKmh?: number;
      activeFrom?: number;
      profile?: string;
      kind?: string;
    } = {},
  ): Promise<string> {
    const { lat = 10.98, lon = 106.65, cadence = 60, lengthKm = 1, freeFlowKmh = 50 } = options;
    const kind = options.kind ?? 'traffic';
    await this.post('/api/v1/stations', {
      id: `st-${id}`,
      name: `Trạm ${id}`,
      kind,
      lat,
      lon,
      ...(kind === 'traffic' && { segment: { lengthKm, lanes: 2, freeFlowKmh } }),
    });
    const { credential } = await this.post<{ credential: string }>('/api/v1/devices', {
      id,
      station: `st-${id}`,
      profile: options.profile ?? 'camera',
      cadence,
      ...(options.activeFrom !== undefined && { activeFrom: new Date(options.activeFrom).toISOString() }),
    });
    return credential;
  }

  /** Sends one body to the ingest; resolves to the status. */
  async ingest(user: string, password: string, body: string | Uint8Array): Promise<number> {
    const response = await fetch(new URL('/ingest/v1/telemetry', this.base), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      },
      body: body as never,
    });
    await response.arrayBuffer();
    return response.status;
  }

  values(kpi: string, query: Record<string, string | number | undefined>): Promise<KpiItem[]> {
    return this.all<KpiItem>(`/api/v1/kpis/${kpi}/values`, query);
  }

  ledger(device: string, from: number, to: number): Promise<LedgerItem[]> {
    return this.all<LedgerItem>('/api/v1/ledger', {
      device,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    });
  }

  rejected(device: string): Promise<RejectedItem[]> {
    return this.all<RejectedItem>('/api/v1/rejected', { device });
  }
}
