import { RegistryModule } from '@app/registry';
import { runService } from '@app/service';
import { KpiServiceModule, WindowsConsumer } from './kpi-service.module.js';

// The KPI service as a process of its own.
await runService(
  {
    name: 'kpi-service',
    needs: ['kafka', 'influx', 'postgres'],
    modules: [RegistryModule, KpiServiceModule],
    strategies: [WindowsConsumer],
  },
  process.env,
);
