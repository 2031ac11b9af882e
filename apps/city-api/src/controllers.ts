import { AreasController } from './inventory/areas.controller.js';
import { ReportingSetsController } from './inventory/reporting-sets.controller.js';
import { RetirementController } from './inventory/retirement.controller.js';
import { StationsController } from './inventory/stations.controller.js';
import { AreaFactsController } from './area-facts/area-facts.controller.js';
import { StationFactsController } from './inventory/station-facts.controller.js';
import { DevicesController } from './inventory/devices.controller.js';
import {
  DeviceCredentialsController,
  GatewayCredentialsController,
} from './credentials/credentials.controllers.js';
import { QuarantineController } from './credentials/quarantine.controller.js';
import { ClaimBatchesController } from './claims/claim-batches.controller.js';
import { ClaimsController } from './claims/claims.controller.js';
import { EndpointsController } from './inventory/endpoints.controller.js';
import { CodecsController } from './codecs/codecs.controller.js';
import { DeviceCodecController } from './codecs/device-codec.controller.js';
import { DeviceHealthController } from './devices/device-health.controller.js';
import { ProfilesController } from './inventory/profiles.controller.js';
import { MeasuresController } from './catalogue/measures.controller.js';
import { KpiDefinitionsController } from './definitions/kpi-definitions.controller.js';
import { KpisController } from './kpis/kpis.controller.js';
import { LineageController } from './lineage/lineage.controller.js';
import { WindowsController } from './series/windows.controller.js';
import { LatestController } from './kpis/latest.controller.js';
import { SeriesController } from './series/series.controller.js';
import { SavedQueriesController } from './saved-queries/saved-queries.controller.js';
import { IndicatorsController } from './indicators/indicators.controller.js';
import { CompareController } from './compare/compare.controller.js';
import { IndicatorFilesController } from './indicators/indicator-files.controller.js';
import { TargetsController } from './scorecards/targets.controller.js';
import { ScorecardsController } from './scorecards/scorecards.controller.js';
import { PlanUpdatesController } from './plan/plan-updates.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { FrameworksController } from './frameworks/frameworks.controller.js';
import { PlanController } from './plan/plan.controller.js';
import { ExclusionsController } from './exclusions/exclusions.controller.js';
import { RecalculationsController } from './recalculations/recalculations.controller.js';
import { PeriodsController } from './periods/periods.controller.js';
import { RestatementsController } from './periods/restatements.controller.js';
import { AlarmRulesController } from './alarms/alarm-rules.controller.js';
import { AlarmsController } from './alarms/alarms.controller.js';
import { RejectedController } from './rejected/rejected.controller.js';
import { ReplaysController } from './rejected/replays.controller.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { FeedController } from './feed/sse/feed.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { ApiKeysController } from './people/api-keys.controller.js';
import { PeopleController } from './people/people.controller.js';
import { SessionController } from './sign-in/session.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { WebhookDeliveriesController } from './webhooks/webhook-deliveries.controller.js';
import { OpenCatalogueController } from './open-data/open-catalogue.controller.js';
import { OpenDataController } from './open-data/open-data.controller.js';
import { OpenEmbedsController } from './open-data/open-embeds.controller.js';
import { OpenFilesController } from './open-data/open-files.controller.js';
import { HealthController } from './health/health.controller.js';

/** Everything that answers requests; the API's document is made from these. */
export const CONTROLLERS = [
  AreasController,
  AreaFactsController,
  ReportingSetsController,
  StationsController,
  StationFactsController,
  DevicesController,
  DeviceCredentialsController,
  GatewayCredentialsController,
  QuarantineController,
  RetirementController,
  ClaimBatchesController,
  ClaimsController,
  ProfilesController,
  EndpointsController,
  CodecsController,
  DeviceCodecController,
  DeviceHealthController,
  MeasuresController,
  KpisController,
  KpiDefinitionsController,
  LineageController,
  LatestController,
  SeriesController,
  WindowsController,
  SavedQueriesController,
  IndicatorsController,
  CompareController,
  IndicatorFilesController,
  TargetsController,
  ScorecardsController,
  FrameworksController,
  PlanController,
  PlanUpdatesController,
  ReportsController,
  ExclusionsController,
  RecalculationsController,
  PeriodsController,
  RestatementsController,
  AlarmsController,
  AlarmRulesController,
  RejectedController,
  ReplaysController,
  LedgerController,
  FeedController,
  SessionController,
  PeopleController,
  ApiKeysController,
  AuditController,
  WebhooksController,
  WebhookDeliveriesController,
  OpenDataController,
  OpenCatalogueController,
  OpenEmbedsController,
  OpenFilesController,
  HealthController,
] as const;
