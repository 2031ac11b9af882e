// The stream processor as its main runs it, but steered over IPC: at `{freezeAt: step}` it stops itself by SIGSTOP when
// a commit cycle next reaches that step, as a machine does that has run out of breath.
import {
  CycleProbe,
  RawConsumer,
  StreamProcessorModule,
} from '../../../dist/apps/stream-processor/src/stream-processor.module.js';
import { runService } from '../../../dist/libs/service/src/index.js';

let freezeAt = null;
process.on('message', (message) => (freezeAt = message.freezeAt));

class FreezingProbe extends CycleProbe {
  async reached(step) {
    if (step !== freezeAt) return;
    freezeAt = null;
    process.kill(process.pid, 'SIGSTOP');
  }
}

await runService(
  {
    name: 'stream-processor',
    needs: ['kafka', 'influx', 'postgres'],
    modules: [StreamProcessorModule.forRoot({ probe: new FreezingProbe() })],
    strategies: [RawConsumer],
  },
  process.env,
);
