import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { generateCredential } from '@app/access';
import { AppConfig, Clock } from '@app/config';
import { type Logger, Logs } from '@app/observability';
import { CredentialRepository, type Device, InventoryCache, InventoryRepository } from '@app/registry';
import { z } from 'zod';

/** Gateway of `seeds/devices.yaml` that fills the past over HTTP. */
const GATEWAY = 'virtual-city';
const DAY_MS = 86_400_000;
const STOP_WITHIN_MS = 5000;
const SIMULATOR = join(import.meta.dirname, '..', '..', '..', 'simulator', 'src', 'main.js');

/**
 * The simulated city: puts its devices into service, gives them credentials and runs the simulator as a process of
 * its own, which then has no other way in than MQTT and HTTP. With NHIPPHO_SIMULATOR=off its devices are out of
 * service, so that their silence counts against nobody.
 */
@Injectable()
export class VirtualCity implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly log: Logger;
  private child: ChildProcess | null = null;
  private stopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly inventory: InventoryRepository,
    private readonly credentials: CredentialRepository,
    private readonly cache: InventoryCache,
    logs: Logs,
  ) {
    this.log = logs.for('virtual-city');
  }

  /**
   * Starts it, or puts it out of service; resolves to what to tell the user. A stop that comes meanwhile ends it early and
   * without an error, though the registry may be closed under its hands.
   */
  async start(): Promise<string> {
    try {
      return await this.begin();
    } catch (error) {
      if (!this.stopping) throw error;
      return 'virtual city: stopped before it began';
    }
  }

  private async begin(): Promise<string> {
    const now = this.clock.now();
    if (!this.config.simulator) {
      await this.inventory.setVirtualActive(false, now);
      await this.cache.refresh();
      return 'virtual city is off (NHIPPHO_SIMULATOR)';
    }
    const since = await this.firstSecond(now);
    await this.inventory.setVirtualActive(true, since);
    const { devices } = await this.cache.refresh();
    const virtual = [...devices.values()].filter((device) => device.virtual);
    const file = await this.writeCredentials(virtual);
    if (this.stopping) return 'virtual city: stopped before it began';
    this.run(file);
    const stations = new Set(virtual.map((device) => device.station)).size;
    return `virtual city: ${stations} stations, ${virtual.length} devices, ${this.config.backfillDays} days of history`;
  }

  onModuleDestroy(): void {
    this.stopping = true;
    this.child?.kill('SIGTERM');
  }

  /** Waits for the simulator, so that it has left before the MQTT endpoint closes. */
  async beforeApplicationShutdown(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await new Promise((resolve) => child.once('exit', resolve));
    clearTimeout(force);
  }

  /** Where its history begins: as at the first start, on a whole hour. */
  private async firstSecond(now: number): Promise<number> {
    const path = join(await this.folder(), 'since');
    const kept = Number(await readFile(path, 'utf8').catch(() => ''));
    if (kept > 0) return kept;
    const since = Math.floor((now - this.config.backfillDays * DAY_MS) / 3_600_000) * 3_600_000;
    await writeFile(path, `${since}\n`);
    return since;
  }

  private async writeCredentials(devices: readonly Device[]): Promise<string> {
    const path = join(await this.folder(), 'credentials.json');
    const kept = await readSecrets(path);
    const secrets: Record<string, string> = {};
    for (const device of devices) {
      secrets[device.id] = kept.devices[device.id] ?? (await this.newSecret(device.id, 'device'));
    }
    const host = this.config.bind === '0.0.0.0' ? '127.0.0.1' : this.config.bind;
    const gateway = { id: GATEWAY, secret: kept.gateway ?? (await this.newSecret(GATEWAY, 'gateway')) };
    const file = {
      mqtt: { host, port: this.config.mqttPort },
      http: `http://${host}:${this.config.httpPort}`,
      devices: secrets,
      gateway,
    };
    await writeFile(path, JSON.stringify(file, null, 1), { mode: 0o600 });
    return path;
  }

  private async newSecret(principal: string, kind: 'device' | 'gateway'): Promise<string> {
    const { secret, salt, hash } = generateCredential();
    await this.credentials.put(principal, kind, { salt, hash });
    return secret;
  }

  private run(credentials: string): void {
    const args = [
      ...[SIMULATOR, '--data', this.config.dataDir, '--seeds', this.config.seedsDir],
      ...['--credentials', credentials, '--backfill-days', String(this.config.backfillDays)],
      ...this.config.simulatorOptions,
    ];
    // Its channel closes with this process, however that ends: the simulator stops by itself then.
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)));
    child.on('error', (error) => this.log.error({ err: error }, 'the simulator could not be started'));
    child.on('exit', (code, signal) => {
      if (this.stopping) return;
      if (code === 0) this.log.info('the simulator has sent what it was asked for');
      else this.log.error({ code, signal, words }, 'the simulator ended; the city stands still');
    });
    this.child = child;
  }

  private async folder(): Promise<string> {
    const folder = join(this.config.dataDir, 'simulator');
    await mkdir(folder, { recursive: true });
    return folder;
  }
}

interface KeptSecrets {
  readonly devices: Readonly<Record<string, string>>;
  readonly gateway: string | null;
}

const credentialsFile = z.object({
  devices: z.record(z.string(), z.string()),
  gateway: z.object({ id: z.literal(GATEWAY), secret: z.string() }),
});

/** Secrets of an earlier start; none where the file is missing or not ours. */
async function readSecrets(path: string): Promise<KeptSecrets> {
  try {
    const { devices, gateway } = credentialsFile.parse(JSON.parse(await readFile(path, 'utf8')));
    return { devices, gateway: gateway.secret };
  } catch {
    return { devices: {}, gateway: null };
  }
}
