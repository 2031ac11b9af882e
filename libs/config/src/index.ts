export { AppConfig, ConfigError } from './app-config.js';
export { environmentSchema } from './environment.schema.js';
export { Clock, SystemClock } from './clock.js';
export { ConfigModule } from './config.module.js';
