import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { generateCredential, verify } from '@app/access';
import { AppConfig, Clock } from '@app/config';
import { type Check, type Logger, Logs } from '@app/observability';
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
 * service, so that their silence counts against nobody. Where services are processes of their own, only the one that
 * is told of a target (NHIPPHO_SIMULATOR_TARGET) has a say in that.
 */
@Injectable()
export class VirtualCity implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly log: Logger;
  private child: ChildProcess | null = null;
  private heard = '';
  private failure: string | null = null;
  private tellFailure: (words: string) => void = () => undefined;
  /** Resolves to what is known of it when the simulator ends although it should run. */
  readonly failed = new Promise<string>((resolve) => (this.tellFailure = resolve));
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
    // It loads while the embedded stores open, and waits for the word to begin.
    if (config.simulator && config.profile === 'embedded') this.launch();
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
    const { simulator, profile, simulatorTarget } = this.config;
    if (!simulator && profile === 'distributed' && simulatorTarget === null) {
      return "virtual city: another process's matter";
    }
    if (!simulator) {
      await this.inventory.setVirtualActive(false, now);
      await this.cache.refresh();
      return 'virtual city is off (NHIPPHO_SIMULATOR)';
    }
    const since = await this.firstSecond(now);
    await this.inventory.setVirtualActive(true, since);
    const { devices } = await this.cache.refresh();
    const virtual = [...devices.values()].filter((device) => device.virtual);
    await this.writeCredentials(virtual);
    if (this.stopping) return 'virtual city: stopped before it began';
    if (this.child === null) this.launch();
    if (this.child?.connected) this.child.send('begin');
    const stations = new Set(virtual.map((device) => device.station)).size;
    return `virtual city: ${stations} stations, ${virtual.length} devices, ${this.config.backfillDays} days of history`;
  }

  /** Whether it runs as it should; with its own last words. */
  health(): Check {
    if (!this.config.simulator) return { ok: true, detail: 'off (NHIPPHO_SIMULATOR)' };
    if (this.failure !== null) return { ok: false, detail: this.failure };
    if (this.child === null) return { ok: false, detail: 'not begun' };
    return { ok: true, detail: this.heard === '' ? 'begun' : this.heard };
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

  private async writeCredentials(devices: readonly Device[]): Promise<void> {
    await this.folder();
    const path = this.credentialsPath;
    const kept = await this.keptSecrets(path);
    const made: Parameters<CredentialRepository['putAll']>[0][number][] = [];
    const newSecret = (principal: string, kind: 'device' | 'gateway'): string => {
      const { secret, salt, hash } = generateCredential();
      made.push({ principal, kind, secret: { salt, hash } });
      return secret;
    };
    const secrets = Object.fromEntries(
      devices.map(({ id }) => [id, kept.devices[id] ?? newSecret(id, 'device')]),
    );
    const gateway = { id: GATEWAY, secret: kept.gateway ?? newSecret(GATEWAY, 'gateway') };
    if (made.length > 0) await this.credentials.putAll(made);
    const { mqttBind, httpBind, mqttPort, httpPort, ingestPort, simulatorTarget } = this.config;
    const hostAt = (bind: string): string => simulatorTarget ?? (bind === '0.0.0.0' ? '127.0.0.1' : bind);
    const file = {
      mqtt: { host: hostAt(mqttBind), port: mqttPort },
      // In one process the page's port takes readings too; a gateway alone has a port for them.
      http: `http://${hostAt(httpBind)}:${simulatorTarget === null ? httpPort : ingestPort}`,
      devices: secrets,
      gateway,
    };
    await writeFile(path, JSON.stringify(file, null, 1), { mode: 0o600 });
  }

  /** Secrets of an earlier start that the registry still knows; they were stored all at once, so one speaks for all. */
  private async keptSecrets(path: string): Promise<KeptSecrets> {
    const kept = await readSecrets(path);
    if (kept.gateway === null) return kept;
    const { gateway } = kept;
    const stored = await this.credentials.of([GATEWAY]);
    return stored.some((one) => verify(gateway, one)) ? kept : NO_SECRETS;
  }

  private get credentialsPath(): string {
    return join(this.config.dataDir, 'simulator', 'credentials.json');
  }

  private launch(): void {
    const args = [
      SIMULATOR,
      `--data=${this.config.dataDir}`,
      `--seeds=${this.config.seedsDir}`,
      `--credentials=${this.credentialsPath}`,
      '--when-told',
      `--backfill-days=${this.config.backfillDays}`,
      ...this.config.simulatorOptions,
    ];
    // Its channel closes with this process, however that ends: the simulator stops by itself then.
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let words = '';
    child.stdout?.on('data', (chunk: Buffer) => (this.heard = lastLine(chunk.toString()) ?? this.heard));
    child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)));
    child.on('error', (error) => this.log.error({ err: error }, 'the simulator could not be started'));
    child.on('exit', (code, signal) => {
      if (this.stopping) return;
      if (code === 0) this.log.info('the simulator has sent what it was asked for');
      else {
        this.log.error({ code, signal, words }, 'the simulator ended; the city stands still');
        this.failure = `the simulator ended with ${code ?? signal}: ${lastLine(words) ?? ''}`;
        this.tellFailure(this.failure);
      }
    });
    this.child = child;
    this.log.info({ simulator: child.pid }, 'the simulator runs');
  }

  private async folder(): Promise<string> {
    const folder = join(this.config.dataDir, 'simulator');
    await mkdir(folder, { recursive: true });
    return folder;
  }
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').at(-1);
}

interface KeptSecrets {
  readonly devices: Readonly<Record<string, string>>;
  readonly gateway: string | null;
}

const NO_SECRETS: KeptSecrets = { devices: {}, gateway: null };

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
    return NO_SECRETS;
  }
}
