import { AdminKey } from '@app/access';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { runService } from '@app/service';
import { CityApiModule } from './city-api.module.js';

// REST interface, event stream and page as a process of its own. It keeps the administrator's key.
await runService(
  {
    name: 'city-api',
    needs: ['kafka', 'influx', 'postgres'],
    modules: [CityApiModule],
    http: {
      port: (config) => config.httpPort,
      adapter: () => new FastifyAdapter(CityApiModule.httpOptions),
      mount: (app) => CityApiModule.mount(app),
    },
    started: (app, config) => {
      const { generated } = app.get(AdminKey);
      const kept = `kept in ${config.dataDir}/admin.key`;
      if (generated !== null)
        process.stdout.write(`administrator's key (shown this once, ${kept}): ${generated}\n`);
      return Promise.resolve();
    },
  },
  process.env,
);
