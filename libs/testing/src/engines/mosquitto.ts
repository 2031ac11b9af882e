import { execFile } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StartedTestContainer } from 'testcontainers';
import { eventually } from '../eventually.js';
import { freePort } from './free-port.js';
import type { OwnedContainers } from './owned-containers.js';

const run = promisify(execFile);
const SETTINGS = join(import.meta.dirname, '..', '..', '..', '..', 'deploy', 'mosquitto');
/** MQTT 3.1.1, a clean session of nobody. */
const ANONYMOUS_CONNECT = Buffer.from('100c00044d5154540402003c0000', 'hex');
const CONFIG = '/mosquitto/config';

/** A Mosquitto with the settings of `deploy/mosquitto`, on a port of its own that it keeps. */
export class Mosquitto {
  private container: StartedTestContainer | null = null;
  private owned: OwnedContainers | null = null;

  private constructor(
    readonly port: number,
    private readonly users: readonly string[],
    private readonly more: string,
  ) {}

  /** @param users besides the platform's own, `nhippho`; each one's password is `secret-` and its name */
  static async create(users: readonly string[], more = ''): Promise<Mosquitto> {
    return new Mosquitto(await freePort(), ['nhippho', ...users], more);
  }

  /** What the platform is given. */
  get url(): string {
    return `mqtt://nhippho:${secretOf('nhippho')}@127.0.0.1:${this.port}`;
  }

  /** Starts one without any memory of an earlier one. */
  async start(): Promise<this> {
    // Loaded here only: every suite loads this library, and few need containers.
    const { GenericContainer, Wait } = await import('testcontainers');
    const { OwnedContainers: Containers } = await import('./owned-containers.js');
    this.owned = new Containers();
    const settings = (name: string): string => readFileSync(join(SETTINGS, name), 'utf8');
    this.container = await this.owned.start(
      new GenericContainer('eclipse-mosquitto:2')
        .withExposedPorts({ container: 1883, host: this.port })
        .withCopyContentToContainer([
          { content: `${settings('mosquitto.conf')}\n${this.more}\n`, target: `${CONFIG}/mosquitto.conf` },
          { content: settings('acl'), target: `${CONFIG}/acl` },
          { content: this.users.map(passwordLine).join(''), target: `${CONFIG}/passwords` },
        ])
        .withWaitStrategy(Wait.forLogMessage(/mosquitto version .* running/)),
    );
    return this;
  }

  /**
   * Stops it as an update would and starts it again with what it had saved. Not by Testcontainers, which waits for words in the
   * log from the start on that Docker noted, and removes the container when it does not see them: so on crowded machines.
   */
  async restart(): Promise<void> {
    const id = this.container?.getId() ?? '';
    await run('docker', ['restart', '--time', '30', id]);
    await eventually('the broker to answer again', () => answers(this.port));
  }

  /** Ends it, and all that it knew. */
  async remove(): Promise<void> {
    await this.owned?.stop();
    this.owned = null;
    this.container = null;
  }

  /** How a user connects. */
  login(username: string): { host: string; port: number; username: string; password: string } {
    return { host: '127.0.0.1', port: this.port, username, password: secretOf(username) };
  }
}

/** Whether a broker answers a CONNECT, be it with a refusal: Docker takes connections for it as soon as it starts. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(ANONYMOUS_CONNECT));
    const settle = (does: boolean): void => {
      resolve(does);
      socket.destroy();
    };
    socket.on('data', () => settle(true));
    socket.on('error', () => settle(false));
    socket.on('close', () => settle(false));
  });
}

function secretOf(user: string): string {
  return `secret-${user}`;
}

/** A line of Mosquitto's password file: PBKDF2 with SHA-512. */
function passwordLine(user: string): string {
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(secretOf(user), salt, 101, 64, 'sha512');
  return `${user}:$7$101$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}
