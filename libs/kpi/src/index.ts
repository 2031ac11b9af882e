export {
  kpiDefinitionSchema,
  limitSchema,
  pcuSchema,
  periodNameSchema,
  rollupSchema,
  directionSchema,
} from './definition.schema.js';
export type { KpiDefinition, KpiDirection, Limit, PcuTable, Rollup } from './definition.schema.js';
