export { runService } from './run-service.js';
export type { ServiceDefinition, ServiceHttp } from './service-definition.js';
export { VERSION } from './version.js';
