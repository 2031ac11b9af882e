import { GivenAdminKeyModule } from '@app/access';
import { RegistryModule } from '@app/registry';
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
  },
  process.env,
);
