import { Platform, until } from './platform.mjs';
import { ProcessMeter } from './process-meter.mjs';
import { cameraPlaces, registerCameras } from './cameras.mjs';
import { runLoad } from './run-load.mjs';

export const CAMERAS = 200;

/**
 * Flat out for `seconds`, with everything on. Measured from the first PUBLISH to the moment in which the ledger says
 * that each message is stored, which it says when points and windows are durable.
 */
export async function platformThroughput({ seconds, entry, nodeOptions, log }) {
  const platform = await Platform.start({ entry, nodeOptions });
  try {
    const credentials = await registerCameras(platform, cameraPlaces(CAMERAS, 'bench-cam'));
    await platform.metrics();
    const meter = new ProcessMeter(platform.pid);
    let startedAt = 0;
    const load = await runLoad(credentials, { port: platform.ports.mqtt, seconds }, () => {
      startedAt = performance.now();
      meter.start();
    });
    const eventLoopP99Ms = await platform.eventLoopP99Ms();
    log(`  ${load.acked} acknowledged in ${load.seconds.toFixed(1)} s`);
    const ledger = await allStored(platform, load.acked);
    const total = (performance.now() - startedAt) / 1000;
    const used = meter.stop();
    return {
      messages: load.acked,
      messagesPerSecond: Math.round(load.acked / total),
      acknowledgedPerSecond: Math.round(load.acked / load.seconds),
      secondsToStored: round(total),
      cpuSecondsPer100k: round((used.cpuSeconds / load.acked) * 100_000),
      rssAnonMb: used.rssAnonMb,
      eventLoopP99Ms,
      pubackMs: load.pubackMs,
      ledger,
    };
  } finally {
    await platform.stop();
  }
}

/** Resolves to the ledger when it says that `messages` are stored. */
export async function allStored(platform, messages) {
  const ledger = await until(
    `${messages} messages to be stored`,
    async () => {
      const sum = await platform.ledger();
      return sum.received >= messages && sum.inFlight === 0 ? sum : undefined;
    },
    { seconds: 600, everyMs: 250 },
  );
  if (ledger.stored !== messages)
    throw new Error(`${messages} messages were acknowledged, but the ledger says ${JSON.stringify(ledger)}`);
  return ledger;
}

export const round = (value) => Math.round(value * 100) / 100;
