import { Injectable, type OnModuleInit } from '@nestjs/common';
import { kpiSchemas } from '@app/kpi';
import { TimeSeries } from '@app/time-series';
import { windowSchemas } from '@app/windows';
import { Measures } from '../catalogue/measures.js';

/** Opens the time series before anything here reads it; where another service shares the process, whoever comes first. */
@Injectable()
export class OpenSeries implements OnModuleInit {
  constructor(
    private readonly series: TimeSeries,
    private readonly measures: Measures,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.series.health().ok) return;
    await this.series.open([...windowSchemas(await this.measures.load()), ...kpiSchemas]);
  }
}
