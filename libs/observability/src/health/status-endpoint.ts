import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { Metrics } from '../metrics.js';
import { Readiness } from './readiness.js';
import { StatusServer } from './status-server.js';

/** The status server as a part of an application, open while that runs. */
@Injectable()
export class StatusEndpoint implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly server: StatusServer;

  constructor(
    private readonly config: AppConfig,
    metrics: Metrics,
    readiness: Readiness,
  ) {
    this.server = new StatusServer({ metrics: [metrics], readiness });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.server.listen(this.config.metricsPort, this.config.bind);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server.close();
  }
}
