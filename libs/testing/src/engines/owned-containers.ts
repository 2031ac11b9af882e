import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type GenericContainer, type StartedTestContainer } from 'testcontainers';

const LABEL = 'nhippho.test.owner';
const REMOVER = fileURLToPath(new URL('remove-containers.mjs', import.meta.url));

/**
 * Containers that live no longer than this process, however it ends: a small process of its own waits for this one
 * to go and removes what it has left behind. (Testcontainers' own way needs another image.)
 */
export class OwnedContainers {
  private readonly owner = randomBytes(8).toString('hex');
  private readonly started: StartedTestContainer[] = [];
  private readonly remover = spawn(process.execPath, [REMOVER, `${LABEL}=${this.owner}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });

  constructor() {
    // Neither it nor the pipe to it keeps this process alive.
    this.remover.unref();
    if (this.remover.stdin !== null && 'unref' in this.remover.stdin) {
      (this.remover.stdin as { unref(): void }).unref();
    }
  }

  /** Starts one container. @throws what Docker says, e.g. of an image that can't be had */
  async start(container: GenericContainer): Promise<StartedTestContainer> {
    const started = await container.withLabels({ [LABEL]: this.owner }).start();
    this.started.push(started);
    return started;
  }

  /** Removes all of them. */
  async stop(): Promise<void> {
    await Promise.all(this.started.splice(0).map((one) => one.stop({ timeout: 0, removeVolumes: true })));
    this.remover.stdin?.end('nothing left\n');
  }
}
