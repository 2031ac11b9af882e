import { cameraPlaces, registerCameras } from './cameras.mjs';
import { ProcessMeter } from './process-meter.mjs';
import { runLoad } from './run-load.mjs';
import { Services } from './services.mjs';
import { allStored, CAMERAS, round } from './throughput.mjs';

/** `messages` through gateway, Kafka, processor and InfluxDB, flat out, until the ledger says that each is stored. */
export async function distributedThroughput({ messages, engines, log }) {
  const services = await Services.start(engines);
  try {
    const credentials = await registerCameras(services, cameraPlaces(CAMERAS, 'bench-cam'));
    const meters = {
      gateway: new ProcessMeter(services.pidOf('mqtt-gateway')),
      processor: new ProcessMeter(services.pidOf('stream-processor')),
    };
    let startedAt = 0;
    const options = { port: services.ports.mqtt, seconds: 600, count: messages };
    const load = await runLoad(credentials, options, () => {
      startedAt = performance.now();
      for (const meter of Object.values(meters)) meter.start();
    });
    log(`  ${load.acked} acknowledged in ${load.seconds.toFixed(1)} s`);
    const ledger = await allStored(services, load.acked);
    const total = (performance.now() - startedAt) / 1000;
    const [gateway, processor] = [meters.gateway.stop(), meters.processor.stop()];
    const per100k = ({ cpuSeconds }) => round((cpuSeconds / load.acked) * 100_000);
    return {
      messages: load.acked,
      messagesPerSecond: Math.round(load.acked / total),
      acknowledgedPerSecond: Math.round(load.acked / load.seconds),
      secondsToStored: round(total),
      cpuSecondsPer100k: round(per100k(gateway) + per100k(processor)),
      gatewayCpuSecondsPer100k: per100k(gateway),
      processorCpuSecondsPer100k: per100k(processor),
      rssAnonMb: { gateway: gateway.rssAnonMb, processor: processor.rssAnonMb },
      pubackMs: load.pubackMs,
      ledger,
    };
  } finally {
    await services.stop();
  }
}
