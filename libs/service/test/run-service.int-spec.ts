import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, freePort } from '@app/testing';

const HOOKS = new URL('../../testing/src/typescript-hooks.mjs', import.meta.url).href;
const CHILD = fileURLToPath(new URL('./sample-service.ts', import.meta.url));
const GOOD = { NHIPPHO_PROFILE: 'distributed', NHIPPHO_POSTGRES_URL: 'postgres://nobody@127.0.0.1:1/none' };

/** The sample service as a process. */
class Sample {
  output = '';
  private readonly child: ChildProcess;
  private readonly exit: Promise<number | null>;

  private constructor(
    env: Readonly<Record<string, string>>,
    readonly ports: { http: number; status: number },
  ) {
    this.child = spawn(process.execPath, ['--import', HOOKS, CHILD], {
      env: {
        PATH: process.env.PATH,
        NHIPPHO_HTTP_PORT: String(ports.http),
        NHIPPHO_METRICS_PORT: String(ports.status),
        ...env,
      },
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.exit = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  static async start(env: Readonly<Record<string, string>>): Promise<Sample> {
    const [http, status] = await Promise.all([freePort(), freePort()]);
    return new Sample(env, { http, status });
  }

  get(path: string): Promise<Response> {
    const port = path === '/slow' || path === '/reject' ? this.ports.http : this.ports.status;
    return fetch(`http://127.0.0.1:${port}${path}`);
  }

  async isReady(): Promise<boolean> {
    return (await this.get('/ready')).ok;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.exit;
  }

  ended(): Promise<number | null> {
    return this.exit;
  }
}

describe('a service as a process', () => {
  let service: Sample;
  afterEach(() => service.stop('SIGKILL'));

  it('waits for an engine that refuses connections: alive, not ready, and it says what for', async () => {
    service = await Sample.start({ ...GOOD, SAMPLE_REFUSALS: '3' });

    await eventually('the wait to be told', async () => {
      return (await (await service.get('/ready')).text()).includes('waiting: opening the sample store');
    });
    const [alive, ready] = [await service.get('/health'), await service.get('/ready')];
    await eventually('it to be ready', () => service.isReady());

    expect([alive.status, ready.status]).toEqual([200, 503]);
    expect(service.output.match(/trying again: opening the sample store: no connection/g)).toHaveLength(3);
    expect(service.output).not.toContain('    at ');
  });

  it('stops at once and with 0 while it still waits', async () => {
    service = await Sample.start({ ...GOOD, SAMPLE_REFUSALS: '1000' });
    await eventually('it to wait', () => service.output.includes('trying again'));

    expect(await service.stop()).toBe(0);
  });

  it('answers the requests that it has taken before it stops, with 0', async () => {
    service = await Sample.start(GOOD);
    await eventually('it to be ready', () => service.isReady());
    const slow = service.get('/slow').then((response) => response.text());
    await eventually('the request to be there', () => service.output.includes('slow request'));

    const code = await service.stop();

    expect([await slow, code]).toEqual(['answered', 0]);
    expect(service.output).not.toContain('    at ');
  });

  it('serves the metrics of its process', async () => {
    service = await Sample.start(GOOD);
    await eventually('it to be ready', () => service.isReady());

    expect(await (await service.get('/metrics')).text()).toContain('nhippho_process_cpu_seconds_total');
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'an engine has no address',
      { NHIPPHO_PROFILE: 'distributed' },
      'NHIPPHO_POSTGRES_URL is needed by sample',
    ],
    ['the profile has no shared engines', {}, 'NHIPPHO_PROFILE="embedded"'],
    ['a variable is wrong', { ...GOOD, NHIPPHO_LOG_LEVEL: 'loud' }, 'NHIPPHO_LOG_LEVEL="loud"'],
  ])('ends with 2 and in plain words where %s', async (_, env, words) => {
    service = await Sample.start(env);

    expect(await service.ended()).toBe(2);
    expect(service.output).toContain(words);
    expect(service.output).not.toContain('    at ');
  });

  it('ends with 1 for an error that waiting does not mend', async () => {
    service = await Sample.start({ ...GOOD, SAMPLE_FAILURE: 'the password is wrong' });

    expect(await service.ended()).toBe(1);
    expect(service.output).toContain('not started: the password is wrong');
  });

  it('logs an error that nobody handles, and ends with 1', async () => {
    service = await Sample.start(GOOD);
    await eventually('it to be ready', () => service.isReady());

    await service.get('/reject').catch(() => undefined);

    expect(await service.ended()).toBe(1);
    expect(service.output).toContain('nobody awaits this');
  });
});
