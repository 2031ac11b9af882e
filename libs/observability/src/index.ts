export { Logs } from './logs.js';
export type { Logger } from './logs.js';
export { Metrics } from './metrics.js';
export { NestLogger } from './nest-logger.js';
export { ObservabilityModule } from './observability.module.js';
