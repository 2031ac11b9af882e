// First half of the pipeline that the NestJS documentation leads to: a Transport.MQTT handler that emits to Kafka.
// node --import ./libs/testing/src/typescript-hooks.mjs bench/plain-distributed/gateway.ts MQTT_URL KAFKA TOPIC
import 'reflect-metadata';
import { Controller, Inject, Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientKafka,
  ClientsModule,
  Ctx,
  EventPattern,
  type MicroserviceOptions,
  type MqttContext,
  Payload,
  Transport,
} from '@nestjs/microservices';
import { ReadingDto } from '../plain/reading.dto.js';

const [url = 'mqtt://127.0.0.1:1883', kafka = '127.0.0.1:9092', topic = 'plain'] = process.argv.slice(2);
const KAFKA = 'KAFKA';

@Controller()
class GatewayController {
  constructor(@Inject(KAFKA) private readonly client: ClientKafka) {}

  @EventPattern('telemetry/+')
  take(@Payload() reading: ReadingDto, @Ctx() context: unknown): void {
    const device = (context as MqttContext).getTopic().slice('telemetry/'.length);
    this.client.emit(topic, { key: device, value: { device, reading } });
  }
}

@Module({
  imports: [
    ClientsModule.register([
      {
        name: KAFKA,
        transport: Transport.KAFKA,
        options: { client: { clientId: 'plain-gateway', brokers: [kafka] } },
      },
    ]),
  ],
  controllers: [GatewayController],
})
class GatewayModule {}

const app = await NestFactory.createMicroservice<MicroserviceOptions>(GatewayModule, {
  transport: Transport.MQTT,
  options: { url, clean: true, subscribeOptions: { qos: 1 } },
  logger: ['error'],
});
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
await app.get<ClientKafka>(KAFKA).connect();
await app.listen();
process.send?.({ ready: true });
process.on('disconnect', () => process.exit(0));
