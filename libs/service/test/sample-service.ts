import { Controller, Get, Module, type OnModuleInit } from '@nestjs/common';
import { runService } from '@app/service';

// A service whose store refuses connections for as many starts as SAMPLE_REFUSALS says, and that may go wrong on request.
let refusals = Number(process.env.SAMPLE_REFUSALS ?? 0);

@Controller()
class SampleController implements OnModuleInit {
  onModuleInit(): void {
    const kind = process.env.SAMPLE_FAILURE;
    if (kind !== undefined) throw new Error(kind);
    if (refusals-- <= 0) return;
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.9:5432'), { code: 'ECONNREFUSED' });
    throw new Error('opening the sample store: no connection', { cause });
  }

  /** Answers only when the process has been asked to stop. */
  @Get('slow')
  async slow(): Promise<string> {
    process.stdout.write('slow request\n');
    await new Promise((resolve) => process.once('SIGTERM', resolve));
    await new Promise((resolve) => setTimeout(resolve, 100));
    return 'answered';
  }

  @Get('reject')
  reject(): string {
    void Promise.reject(new Error('nobody awaits this'));
    return 'rejected';
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

await runService(
  {
    name: 'sample',
    needs: ['postgres'],
    modules: [SampleModule],
    http: { port: (config) => config.httpPort },
  },
  process.env,
);
