import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';

/** A socio-economic indicator's description as the seeds wrote it. */
export interface IndicatorRow {
  readonly id: string;
  readonly body: unknown;
}

export interface IndicatorValueRow {
  readonly indicator: string;
  readonly set: string;
  readonly area: string;
  readonly period: string;
  readonly value: number | null;
  readonly status: string;
  readonly revision: number;
  readonly body: unknown;
}

export interface IndicatorQuery {
  readonly indicator?: string | undefined;
  readonly set?: string | undefined;
  readonly area?: string | undefined;
  /** Also superseded revisions; default only the newest of each. */
  readonly revisions?: boolean | undefined;
}

/** Socio-economic series: read-only numbers with status, source and revision. */
@Injectable()
export class IndicatorRepository {
  constructor(private readonly registry: Registry) {}

  indicators(): Promise<IndicatorRow[]> {
    throw new Error(this.registry.health().detail);
  }

  values(query: IndicatorQuery): Promise<IndicatorValueRow[]> {
    throw new Error(JSON.stringify(query));
  }
}
