// The platform as its main runs it, but steered by a test over IPC: `{killAt: step}` ends it by SIGKILL at the next
// such step of a commit cycle, `{shiftMs}` moves its clock. With NHIPPHO_SIMULATOR=on the virtual city runs too.
import { CycleProbe } from '../../dist/apps/stream-processor/src/stream-processor.module.js';
import { VirtualCity } from '../../dist/apps/platform/src/virtual-city/virtual-city.js';
import { startPlatform } from '../../dist/apps/platform/src/start/start-platform.js';
import { AppConfig, Clock } from '../../dist/libs/config/src/index.js';

let killAt = null;
let shiftMs = Number(process.env.STEERED_SHIFT_MS ?? '0');
process.on('message', (message) => {
  if (message.killAt !== undefined) killAt = message.killAt;
  if (message.shiftMs !== undefined) shiftMs = message.shiftMs;
});

class KillingProbe extends CycleProbe {
  async reached(step) {
    if (step === killAt) process.kill(process.pid, 'SIGKILL');
  }
}

class ShiftedClock extends Clock {
  now() {
    return Date.now() + shiftMs;
  }
}

const config = AppConfig.fromEnv(process.env);
const { app } = await startPlatform({
  config,
  clock: new ShiftedClock(),
  probe: new KillingProbe(),
});
if (config.simulator) await app.get(VirtualCity).start();
