import type { Provider, Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AdminKey, Callers } from '@app/access';
import { AppConfig, Clock } from '@app/config';
import type { Period } from '@app/contracts';
import { type KpiCell, kpiSchemas, parseInstant, rowsFromCells } from '@app/kpi';
import { Logs } from '@app/observability';
import {
  ApiKeyRepository,
  CatalogueRepository,
  CodecRepository,
  FrameworkRepository,
  IndicatorRepository,
  InventoryCache,
  Registry,
  PersonRepository,
  PlanUpdateRepository,
  RejectedRepository,
  ReplayRepository,
  RevisionRepository,
  SessionRepository,
  TargetRepository,
} from '@app/registry';
import { InMemoryTimeSeries, ManualClock, openTestRegistry, type TestRegistry } from '@app/testing';
import { TimeSeries } from '@app/time-series';
import { AccessGuard } from '../src/access/access.guard.js';
import { CallerRates } from '../src/access/caller-rates.js';
import { Failures } from '../src/access/failures.js';
import { Identification } from '../src/access/identification.js';
import { Scope } from '../src/access/scope.js';
import { Measures } from '../src/catalogue/measures.js';
import { ProblemFilter } from '../src/http/problem.filter.js';
import { CSV_TYPE, mountUploads } from '../src/http/upload.js';
import { Places } from '../src/inventory/places.js';
import { Definitions } from '../src/kpis/definitions.js';
import { KpiValues } from '../src/kpis/kpi-values.js';

const KEY = 'the-administrator';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Reply<T> {
  readonly status: number;
  readonly type: string;
  readonly body: T;
  readonly bytes: Uint8Array;
}

/** The interface over the real seeds on PGlite, with KPI values that a test writes itself. */
export class TestCity {
  private constructor(
    readonly registry: TestRegistry,
    readonly series: InMemoryTimeSeries,
    readonly clock: ManualClock,
    private readonly app: NestFastifyApplication,
    readonly places: Places,
    readonly base: string,
  ) {}

  /** Local time `now`; only the given controllers answer. */
  static async open(
    now: string,
    controllers: Type[],
    providers: Provider[],
    options: {
      readonly mount?: (app: NestFastifyApplication) => Promise<void>;
      /** What else the controllers need is there and does nothing; reading needs identification. */
      readonly mock?: boolean;
    } = {},
  ): Promise<TestCity> {
    const clock = new ManualClock(at(now));
    const registry = await openTestRegistry({ clock });
    await registry.cache.start();
    const series = new InMemoryTimeSeries();
    await series.open(kpiSchemas);
    const testing = await Test.createTestingModule({
      controllers,
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: Clock, useValue: clock },
        {
          provide: AppConfig,
          useValue: AppConfig.fromEnv(options.mock ? { NHIPPHO_READS: 'identified' } : {}),
        },
        { provide: AdminKey, useValue: { verify: (key: string) => key === KEY } },
        { provide: Registry, useValue: registry.registry },
        { provide: CatalogueRepository, useValue: registry.catalogue },
        { provide: IndicatorRepository, useValue: registry.indicators },
        { provide: FrameworkRepository, useValue: registry.frameworks },
        { provide: TargetRepository, useValue: new TargetRepository(registry.registry) },
        { provide: PlanUpdateRepository, useValue: new PlanUpdateRepository(registry.registry, clock) },
        { provide: InventoryCache, useValue: registry.cache },
        { provide: CodecRepository, useValue: registry.codecs },
        { provide: RejectedRepository, useValue: registry.rejected },
        { provide: ReplayRepository, useValue: registry.replays },
        { provide: RevisionRepository, useValue: registry.revisions },
        { provide: TimeSeries, useValue: series },
        { provide: Logs, useValue: { for: () => ({ info() {}, warn() {}, error() {} }) } },
        { provide: Callers, useValue: callersOf(registry, clock) },
        Failures,
        { provide: CallerRates, useValue: new CallerRates(1e6, 1e6, () => clock.now()) },
        Identification,
        AccessGuard,
        Scope,
        Measures,
        Definitions,
        Places,
        KpiValues,
        ...providers,
      ],
    })
      .useMocker(options.mock ? () => nothing() : refuse)
      .compile();
    const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    mountUploads(app);
    await options.mount?.(app);
    await app.listen(0, '127.0.0.1');
    return new TestCity(registry, series, clock, app, testing.get(Places), await app.getUrl());
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.registry.close();
  }

  get<T>(url: string): Promise<Reply<T>> {
    return this.ask('GET', url);
  }

  /** Under the administrator's key, unless another (or none) is given. Bytes go as a CSV file, all else as JSON. */
  post<T>(url: string, body: unknown, key: string | null = KEY): Promise<Reply<T>> {
    return this.ask('POST', url, body, key);
  }

  /** Any method, under the administrator's key. */
  send<T>(method: Method, url: string, body?: unknown): Promise<Reply<T>> {
    return this.ask(method, url, body, KEY);
  }

  /** Final values of one KPI and area, by local date of their period's start; null is an insufficient one. */
  async values(
    kpi: string,
    area: string,
    period: Period,
    values: Readonly<Record<string, number | null>>,
    given: Partial<KpiCell> = {},
  ): Promise<void> {
    const cells = Object.entries(values).map(([date, value]): KpiCell => ({
      kpi,
      area,
      period,
      set: 'plan-2020',
      from: at(date),
      value,
      num: value,
      den: 1,
      quality: value === null ? 'insufficient' : 'ok',
      finality: 'final',
      completeness: value === null ? 0.2 : 1,
      reporting: 1,
      expected: 1,
      place: null,
      reason: null,
      definition: 1,
      registryRevision: 1,
      revision: 0,
      computedAt: at(date),
      ...given,
    }));
    await this.series.write([rowsFromCells(cells)]);
  }

  private async ask<T>(method: Method, url: string, body?: unknown, key?: string | null): Promise<Reply<T>> {
    const isFile = body instanceof Uint8Array;
    const reply = await fetch(new URL(url, this.base), {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': isFile ? CSV_TYPE : 'application/json' }),
        ...(key !== undefined && key !== null && { authorization: `Bearer ${key}` }),
      },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await reply.arrayBuffer());
    const type = reply.headers.get('content-type') ?? '';
    const text = new TextDecoder().decode(bytes);
    return {
      status: reply.status,
      type,
      body: (type.includes('json') ? JSON.parse(text) : text) as T,
      bytes,
    };
  }
}

/** Does nothing and answers nothing, whatever is asked of it. */
function nothing(): unknown {
  return new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : () => undefined) });
}

function refuse(token: unknown): never {
  throw new Error(`this city has no ${typeof token === 'function' ? token.name : String(token)}`);
}

function callersOf({ registry, cache }: TestRegistry, clock: Clock): Callers {
  return new Callers(
    {
      keys: new ApiKeyRepository(registry, clock),
      sessions: new SessionRepository(registry, clock),
      people: new PersonRepository(registry, clock),
      changes: cache,
    },
    () => clock.now(),
  );
}

/** Epoch ms of a local date or time. */
export function at(text: string): number {
  const ms = parseInstant(text);
  if (ms === null) throw new Error(`${text} is no time`);
  return ms;
}
