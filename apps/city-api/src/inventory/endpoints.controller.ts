import { Controller, Get, Req, UseGuards } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AppConfig } from '@app/config';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { type Endpoints, endpointsOf } from './endpoints.js';

const endpointsSchema = z
  .object({
    mqtt: z.object({ host: z.string(), port: z.number().int(), tls: z.boolean() }),
    ingest: z.string().meta({ description: 'POST one reading or an array; Basic `id:credential`' }),
  })
  .meta({ id: 'Endpoints' });

/** Where devices send their readings. */
@Controller('api/v1/endpoints')
@UseGuards(AccessGuard)
export class EndpointsController {
  constructor(
    private readonly config: AppConfig,
    private readonly host: HttpAdapterHost,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'inventory',
    summary: 'Addresses that devices send their readings to, as seen by who asks',
    response: endpointsSchema,
    action: 'read',
    problems: [401, 403],
  })
  get(@Req() request: FastifyRequest): Endpoints {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    const { publicMqtt, publicIngest, mqttPort, mqttTls, ingestPort } = this.config;
    return endpointsOf({
      publicMqtt,
      publicIngest,
      mqttPort,
      mqttTlsPort: mqttTls?.port ?? null,
      ingestPort,
      takesReadings: server.hasRoute({ method: 'POST', url: '/ingest/v1/telemetry' }),
      origin: `${request.protocol}://${request.host}`,
    });
  }
}
