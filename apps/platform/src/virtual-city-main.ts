import { ConfigError } from '@app/config';
import { runService } from '@app/service';
import { VirtualCityModule } from './virtual-city/virtual-city.module.js';
import { VirtualCity } from './virtual-city/virtual-city.js';

// The virtual city as a process of its own, against a gateway elsewhere. It alone puts virtual devices into service.
await runService(
  {
    name: 'virtual-city',
    needs: ['postgres'],
    modules: [VirtualCityModule],
    started: async (app, config) => {
      if (config.simulatorTarget === null)
        throw new ConfigError(['NHIPPHO_SIMULATOR_TARGET is needed by virtual-city and not set']);
      const city = app.get(VirtualCity);
      process.stdout.write(`${await city.start()}\n`);
      // Whoever restarts this process begins it anew; what was sent and not acknowledged is sent again.
      void city.failed.then(() => process.exit(1));
    },
  },
  process.env,
);
