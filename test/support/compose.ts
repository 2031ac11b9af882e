import { execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '@app/testing';

const ROOT = join(import.meta.dirname, '..', '..');
const REMOVER = join(ROOT, 'libs', 'testing', 'src', 'engines', 'remove-containers.mjs');
const FILES = ['-f', 'docker-compose.yml', '-f', 'deploy/compose/influx1.yml'];
const PROJECT_LABEL = 'com.docker.compose.project';
const SERVICE_LABEL = 'com.docker.compose.service';
const OUTPUT_LIMIT = 64 << 20;

/** What Docker knows of a container. */
export interface ContainerState {
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Health?: { readonly Status: string };
  };
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: { readonly ReadonlyRootfs: boolean };
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly { readonly HostIp: string }[] | null>>;
  };
}

/** The whole stack of docker-compose.yml as a project of its own, on free ports. */
export class Compose {
  private readonly command: readonly string[];
  private readonly remover;

  private constructor(
    readonly project: string,
    readonly ports: { readonly http: number; readonly mqtt: number; readonly ingest: number },
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    const hasPlugin = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0;
    this.command = hasPlugin ? ['docker', 'compose'] : ['docker-compose'];
    // Removes the containers should this process die before it does so itself.
    this.remover = spawn(process.execPath, [REMOVER, `${PROJECT_LABEL}=${project}`], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.remover.unref();
  }

  /** @param settings variables of docker-compose.yml */
  static async create(settings: Readonly<Record<string, string>>): Promise<Compose> {
    const [http, mqtt, ingest] = await Promise.all([freePort(), freePort(), freePort()]);
    return new Compose(`nhippho-${randomBytes(4).toString('hex')}`, { http, mqtt, ingest }, settings);
  }

  /** Runs `docker-compose …`; resolves to what it printed. Rejects with that, where it fails. */
  run(...args: readonly string[]): Promise<string> {
    const [file = '', ...before] = this.command;
    const env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NHIPPHO_'))),
      ...this.settings,
      NHIPPHO_HTTP_PORT: String(this.ports.http),
      NHIPPHO_MQTT_PORT: String(this.ports.mqtt),
      NHIPPHO_INGEST_PORT: String(this.ports.ingest),
    };
    return execute(file, [...before, '-p', this.project, ...FILES, ...args], env);
  }

  /** State of every container, running or not, by the service's name. */
  async containers(): Promise<ReadonlyMap<string, ContainerState>> {
    const ids = await this.ids();
    const states = JSON.parse(await execute('docker', ['inspect', ...ids])) as ContainerState[];
    return new Map(states.map((state) => [state.Config.Labels[SERVICE_LABEL] ?? '', state]));
  }

  /** Runs a program inside a service's container; resolves to what it printed. */
  async exec(service: string, ...command: readonly string[]): Promise<string> {
    const [id = ''] = await this.ids(service);
    return execute('docker', ['exec', id, ...command]);
  }

  logs(service: string): Promise<string> {
    return this.run('logs', '--no-color', service);
  }

  private async ids(service?: string): Promise<readonly string[]> {
    const labels = [`${PROJECT_LABEL}=${this.project}`, ...(service ? [`${SERVICE_LABEL}=${service}`] : [])];
    const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
    return (await execute('docker', ['ps', '--all', '--quiet', ...filters])).split('\n').filter(Boolean);
  }

  /** Ends everything, and forgets its data. */
  async down(): Promise<void> {
    await this.run('down', '--volumes', '--remove-orphans', '--timeout', '1');
    this.remover.stdin?.end('nothing left\n');
  }
}

function execute(file: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      file,
      args,
      { cwd: ROOT, maxBuffer: OUTPUT_LIMIT, ...(env && { env }) },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const end = `${stdout}${stderr}`.split('\n').slice(-40).join('\n');
        reject(new Error(`${file} ${args.join(' ')}: ${error.code ?? error.signal}\n${end}`));
      },
    );
  });
}
