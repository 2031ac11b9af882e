export { Logs } from './logs.js';
export type { Logger } from './logs.js';
export { Metrics } from './metrics.js';
export { NestLogger } from './nest-logger.js';
export { ObservabilityModule } from './observability.module.js';
export { Progress } from './health/progress.js';
export { Readiness } from './health/readiness.js';
export type { Check, ReadyState } from './health/readiness.js';
export { StatusServer } from './health/status-server.js';
