export { AppConfig, ConfigError } from './app-config.js';
export { environmentSchema } from './environment.schema.js';
export { Clock, SystemClock } from './clock.js';
export { ConfigModule } from './config.module.js';
export type { MqttTls, TlsPaths } from './tls.js';
