export {
  kpiDefinitionSchema,
  limitSchema,
  pcuSchema,
  periodNameSchema,
  rollupSchema,
  directionSchema,
} from './definition.schema.js';
export type { KpiDefinition, KpiDirection, Limit, PcuTable, Rollup } from './definition.schema.js';
export {
  DAY_MS,
  formatLocal,
  HOUR_MS,
  LOCAL_OFFSET_MS,
  localMidnight,
  parseInstant,
  timeOfDay,
  weekday,
} from './time/civil.js';
export { childrenOf, periodContains, periodEnd, periodsBetween, periodStart } from './time/periods.js';
export { CompensatedSum, compensatedSum, sumVectors } from './core/sum.js';
export { activeMs, factAt } from './core/station.js';
export type { ActiveInterval, DatedFact, KpiDevice, KpiExclusion, KpiStation } from './core/station.js';
export { expectedReadings, graceMs } from './core/expected.js';
export { FINAL_AFTER_MS, finalityOf, qualityOf } from './core/quality.js';
export type { MinCompleteness } from './core/quality.js';
export { stationHours } from './core/windows.js';
export type { StationHour } from './core/windows.js';
export { WindowIndex } from './core/window-index.js';
export type { WindowColumns } from './core/window-index.js';
export { ACTIVE, BASIS, EXPECTED, READINGS, VALID } from './core/basis.js';
export { CAVEATS, REASONS } from './core/reasons.js';
export type { Caveat, Reason } from './core/reasons.js';
export type { Formula, FormulaOf, ReducerName, Term } from './core/formula.js';
export type { Averaging, DayHours, Domain, MemberMethod, MethodContext, Pollutant } from './core/method.js';
export { foldTime } from './core/fold.js';
export { dayComponents, DayVectors } from './core/day-vectors.js';
export type { StationDays } from './core/day-vectors.js';
export type { AreaFigure, AreaFigures } from './core/area-figures.js';
export { AREA_KM2, FigureIndex } from './area/figure-index.js';
export { KNOWN_FIGURES } from './area/known-figures.js';
export type { KnownFigure } from './area/known-figures.js';
export type { FiguresView } from './area/figure-index.js';
export { REDUCERS } from './core/reducers.js';
export type { Reduced, Reducer } from './core/reduced.js';
export { histogramPercentile } from './core/histogram.js';
export { AreaTotals } from './core/area-totals.js';
export type { StationVector } from './core/area-totals.js';
export { definitionMistakes, expressedMembers, isExpressed } from './expression/own-definition.js';
export type { DefinitionMistake } from './expression/own-definition.js';
export { figuresRead, needsNoStation } from './core/quotient.js';
export { finishMember, membersServed } from './core/finish.js';
export type { MemberValue } from './core/finish.js';
export { DOMAINS, MEMBERS, membersOf } from './catalogue.js';
export { AQI_BANDS, aqiBand, dailyAqi, hourlyAqi, nowCast, roundHalfUp, subIndex } from './air/vn-aqi.js';
export { lden, leq } from './noise/levels.js';
export { peakHourFactor } from './traffic/peak-hour-factor.js';
export { bucketAtOrAbove } from './asset/waste.js';
export { CLASSES, DEFAULT_PCU } from './traffic/classes.js';
export {
  cellDigest,
  cellKey,
  kpiItemFromCell,
  needsRevision,
  sameContent,
  withdrawnCell,
} from './item/cell.js';
export type { ItemNames, KpiCell } from './item/cell.js';
export {
  cellFromRow,
  COMPONENT,
  componentsFromRows,
  KPI_VALUE,
  kpiSchemas,
  rowsFromCells,
  rowsFromComponents,
} from './item/rows.js';
export type { ComponentLevel, ComponentRow, KpiColumns, KpiSchema } from './item/rows.js';
export { evaluateStation, KpiReader, windowFields } from './item/kpi-reader.js';
export type { KpiQuery, ReadContext, SeriesSource } from './item/kpi-reader.js';
export { lineageCsv } from './lineage/lineage-csv.js';
export { LineageReader } from './lineage/lineage-reader.js';
export type { FoundLineage, LineageQuery } from './lineage/lineage-reader.js';
export { signatureOf } from './signing/signed.js';
export type { SignedPeriod } from './signing/signed.js';
export { recalculationUnits } from './recalculation/units.js';
export type { RecalculationUnit } from './recalculation/units.js';
export { DefinitionReader } from './item/definition-reader.js';
export type { LongPeriod, ReadPlace } from './item/definition-reader.js';
export { KpiCatalogue } from './core/kpi-catalogue.js';
export type { KpiFacts } from './core/kpi-catalogue.js';
export { kpiStation, kpiStations } from './core/kpi-stations.js';
export type { InventoryView } from './core/kpi-stations.js';
export { SeriesIndex } from './series/series-facts.js';
export type { PublishedValue, SeriesFact, SeriesFacts, SeriesStatus } from './series/series-facts.js';
export { SeriesCell } from './series/series-cell.js';
export type { CrossedValue, SeriesArea, SeriesInput, SeriesSources } from './series/series-cell.js';
export {
  crossedCells,
  finishSeries,
  SERIES_DOMAIN,
  SERIES_KPIS,
  SERIES_PERIODS,
} from './series/series-kpis.js';
export type { SeriesKpi } from './series/series-kpis.js';
export { correlate, MIN_PAIRS } from './compare/correlation.js';
export type { Coefficient, Correlation } from './compare/correlation.js';
export { aggregateUp, commonPeriod, indexed, makesUp, yearBefore, yearOnYear } from './compare/views.js';
export type { Aggregation, Points } from './compare/views.js';
export { averageGrowth, goalOf, neededGrowth, neededTrend, score } from './scorecard/score.js';
export type { NeededTrend, Score, TargetBand, TargetStatus } from './scorecard/score.js';
export { seriesAreas, SeriesReader } from './item/series-reader.js';
export { seriesLineage } from './lineage/series-lineage.js';
