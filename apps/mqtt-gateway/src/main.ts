import { GivenAdminKeyModule } from '@app/access';
import { RegistryModule } from '@app/registry';
import { Logs } from '@app/observability';
import { runService } from '@app/service';
import { GatewayModule, MqttInlet } from './gateway.module.js';

// The gateway as a process of its own: MQTT, and the HTTP ingest on its own port.
await runService(
  {
    name: 'mqtt-gateway',
    needs: ['kafka', 'postgres'],
    modules: [RegistryModule, GatewayModule, GivenAdminKeyModule],
    strategies: [MqttInlet],
    http: { port: (config) => config.ingestPort },
    started: (app, { reads, adminKey }) => {
      if (reads === 'identified' && adminKey === null) {
        const words =
          'no viewer can sign in over MQTT: reads are identified, and NHIPPHO_ADMIN_KEY is not set';
        app.get(Logs).for('mqtt-gateway').warn(words);
      }
      return Promise.resolve();
    },
  },
  process.env,
);
