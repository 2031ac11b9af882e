import { runService } from '@app/service';
import { RawConsumer, StreamProcessorModule } from './stream-processor.module.js';

// The stream processor as a process of its own.
await runService(
  {
    name: 'stream-processor',
    needs: ['kafka', 'influx', 'postgres'],
    modules: [StreamProcessorModule.forRoot()],
    strategies: [RawConsumer],
  },
  process.env,
);
