import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule, CallersModule, KeptAdminKeyModule } from '@app/access';
import { AppConfig } from '@app/config';
import { EventLogModule } from '@app/event-log';
import { RegistryModule } from '@app/registry';
import { VERSION } from '@app/service';
import { TimeSeriesModule } from '@app/time-series';
import { AccessGuard } from './access/access.guard.js';
import { CallerRates } from './access/caller-rates.js';
import { Failures } from './access/failures.js';
import { Identification } from './access/identification.js';
import { Scope } from './access/scope.js';
import { AlarmRuleChecks } from './alarms/alarm-rule-checks.js';
import { AuditInterceptor } from './audit/audit.interceptor.js';
import { Measures } from './catalogue/measures.js';
import { Mappings } from './codecs/mappings.js';
import { CompareService } from './compare/compare.service.js';
import { IndicatorLines } from './compare/indicator-lines.js';
import { CONTROLLERS } from './controllers.js';
import { ClaimFailures, ClaimGuard } from './claims/claim.guard.js';
import { Claims } from './claims/claims.js';
import { NewBatches } from './claims/new-batches.js';
import { Credentials } from './credentials/credentials.js';
import { DefinitionChecks } from './definitions/definition-checks.js';
import { DefinitionRun } from './definitions/definition-run.js';
import { FeedClients } from './feed/feed-clients.js';
import { DeviceHealths } from './devices/device-healths.js';
import { LastPayload } from './devices/last-payload.js';
import { FeedHub } from './feed/feed-hub.js';
import { FeedState } from './feed/feed-state.js';
import { LatestAlarms } from './feed/latest-alarms.js';
import { LatestDevices } from './feed/latest-devices.js';
import { LedgerTail } from './feed/ledger-tail.js';
import { FeedSockets } from './feed/websocket/feed-sockets.js';
import { Processing } from './health/processing.js';
import { Frameworks } from './frameworks/frameworks.service.js';
import { mountDocumentation } from './http/documentation.js';
import { frameworkErrors } from './http/framework-errors.js';
import { mountHeaders } from './http/headers.js';
import { mountHttpMetrics } from './http/http.metrics.js';
import { mountMethods } from './http/methods.js';
import { mountReplies } from './http/replies.js';
import { ProblemFilter } from './http/problem.filter.js';
import { mountTexts } from './http/texts.js';
import { mountUploads } from './http/upload.js';
import { IndicatorFiles } from './indicators/files/indicator-files.js';
import { Places } from './inventory/places.js';
import { Definitions } from './kpis/definitions.js';
import { KpiValues } from './kpis/kpi-values.js';
import { Latest } from './kpis/latest.js';
import { ReplayService } from './ledger/replay.service.js';
import { LineageService } from './lineage/lineage.service.js';
import { LineageViews } from './lineage/lineage-views.js';
import { Readings } from './lineage/readings.js';
import { mountPage } from './page/page.js';
import { Courses } from './open-data/courses.js';
import { OpenDatasets } from './open-data/data/datasets.js';
import { OpenRowReader } from './open-data/data/open-rows.js';
import { Look } from './open-data/page/look.js';
import { Publications } from './open-data/publication.js';
import { PlanTasks } from './plan/plan-tasks.js';
import { ReplayMany } from './rejected/replay-many.js';
import { TryMessages } from './rejected/try-messages.js';
import { AnnualReports } from './reports/annual-report.service.js';
import { KpiRows } from './reports/model/kpi-rows.js';
import { SeriesRows } from './reports/model/series-rows.js';
import { ToDate } from './reports/model/to-date.js';
import { mountBundledIssuer } from './sign-in/bundled/mount-bundled-issuer.js';
import { Provider } from './sign-in/provider.js';
import { ScorecardService } from './scorecards/scorecard.service.js';
import { OpenSeries } from './series/open-series.js';
import { SeriesNames } from './series/series-names.js';
import { SeriesPlans } from './series/series-plan.js';
import { SeriesReader } from './series/series-reader.js';
import { SeriesService } from './series/series.service.js';
import { WebhookSender } from './webhooks/sending/webhook-sender.js';
import { WebhookDispatcher } from './webhooks/webhook-dispatcher.js';
import { WebhookIntake } from './webhooks/webhook-intake.js';
import { WebhookTools } from './webhooks/webhook-tools.js';
import { Webhooks } from './webhooks/webhooks.js';

/** Where the build leaves the page: `dist/dashboard`. */
const PAGE = join(import.meta.dirname, '..', '..', '..', 'dashboard');

/** REST interface, event stream and page. Needs the global modules of configuration and observability. */
@Module({
  imports: [
    AccessModule,
    KeptAdminKeyModule,
    CallersModule,
    EventLogModule,
    TimeSeriesModule,
    RegistryModule,
  ],
  controllers: [...CONTROLLERS],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
    Provider,
    Failures,
    {
      provide: CallerRates,
      useFactory: (config: AppConfig) =>
        new CallerRates(config.apiRate, 10 * config.apiRate, () => performance.now()),
      inject: [AppConfig],
    },
    Identification,
    AccessGuard,
    Scope,
    Places,
    Measures,
    Credentials,
    ClaimFailures,
    ClaimGuard,
    Claims,
    NewBatches,
    Mappings,
    Definitions,
    AlarmRuleChecks,
    DefinitionChecks,
    DefinitionRun,
    KpiValues,
    IndicatorLines,
    CompareService,
    ScorecardService,
    PlanTasks,
    KpiRows,
    SeriesRows,
    ToDate,
    AnnualReports,
    Latest,
    LineageService,
    LineageViews,
    Readings,
    IndicatorFiles,
    Frameworks,
    OpenSeries,
    SeriesService,
    SeriesReader,
    SeriesNames,
    SeriesPlans,
    FeedHub,
    FeedState,
    FeedClients,
    FeedSockets,
    LatestAlarms,
    LatestDevices,
    DeviceHealths,
    LastPayload,
    LedgerTail,
    Processing,
    ReplayService,
    Webhooks,
    WebhookSender,
    WebhookTools,
    WebhookDispatcher,
    WebhookIntake,
    ReplayMany,
    TryMessages,
    OpenDatasets,
    OpenRowReader,
    Courses,
    Publications,
    { provide: Look, useFactory: () => Look.of(PAGE) },
  ],
})
export class CityApiModule {
  /** What of Fastify's options the interface needs; pass them where the application is created. */
  static readonly httpOptions = { frameworkErrors } as const;

  /**
   * Adds what stands beside the controllers: headers, the API's documentation, the page. Before `listen`.
   * @returns whether the page was there to be served
   */
  static async mount(app: NestFastifyApplication): Promise<boolean> {
    mountHeaders(app);
    mountHttpMetrics(app);
    mountReplies(app);
    mountUploads(app);
    mountTexts(app);
    app.get(FeedSockets).attach(app.getHttpServer());
    await mountBundledIssuer(app);
    mountMethods(app, mountDocumentation(app, CONTROLLERS, VERSION).paths);
    return mountPage(app, PAGE);
  }
}
