import { Controller, Module } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { InboundBatch } from '../src/inlet/inbound-batch.js';
import { MqttInlet } from '../src/inlet/mqtt-inlet.js';
import { MQTT_INLET, TELEMETRY_INBOUND } from '../src/inlet/telemetry-inbound.js';
import type { TestGateway } from './test-gateway.js';

/** A running Nest application whose one handler of inbound batches is `handle`. */
export async function anApplication(
  gateway: TestGateway,
  handle: (batch: InboundBatch) => unknown,
): Promise<{ app: NestFastifyApplication; inlet: MqttInlet }> {
  @Controller()
  class Handler {
    @MessagePattern(TELEMETRY_INBOUND, MQTT_INLET)
    take(batch: InboundBatch): unknown {
      return handle(batch);
    }

    @MessagePattern('another.transport', Symbol('other'))
    other(): unknown {
      return undefined;
    }
  }
  @Module({ controllers: [Handler] })
  class App {}

  const testing = await Test.createTestingModule({ imports: [App] }).compile();
  const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  const inlet = new MqttInlet(gateway.server, gateway.collector, {
    port: 0,
    host: '127.0.0.1',
    tls: null,
    tlsHost: '',
  });
  app.connectMicroservice({ strategy: inlet });
  await app.startAllMicroservices();
  return { app, inlet };
}
