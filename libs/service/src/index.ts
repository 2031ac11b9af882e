export { runService } from './run-service.js';
export type { ServiceDefinition, ServiceHttp } from './service-definition.js';
export { SecureHttp } from './tls/secure-http.js';
export { TlsFiles } from './tls/tls-files.js';
export { mountUnreadable } from './unreadable.js';
export { VERSION } from './version.js';
