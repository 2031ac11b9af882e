import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { ConfigError, type TlsPaths } from '@app/config';

/** How often files are looked at for a renewed certificate, ms. */
const LOOK_MS = 10_000;

interface Log {
  info(object: object, words: string): void;
  error(object: object, words: string): void;
}

/** Where a signal is heard: the process. */
type Signals = Pick<NodeJS.EventEmitter, 'on' | 'off'>;

/** Called when files were renewed. `trustChanged`: whose certificates are believed changed too, not just our own one. */
type Renewed = (options: SecureContextOptions, trustChanged: boolean) => void;

/**
 * Certificate, key and, where clients show certificates, who signs those and which are revoked. Renewed files are taken up
 * without a restart: within ten seconds, or at once at SIGHUP. Files that don't fit together are told in the log, and the ones
 * before stay in force, since a renewal writes one file after the other.
 */
export class TlsFiles {
  private readonly listeners = new Set<Renewed>();
  private timer: NodeJS.Timeout | undefined;
  private refused = '';
  private readonly onSignal = (): void => void this.look();

  private constructor(
    private readonly paths: TlsPaths,
    private readonly log: Log,
    private read: Contents,
    private readonly signals: Signals,
  ) {}

  /** @throws ConfigError naming the variables and what is wrong with their files */
  static async open(paths: TlsPaths, log: Log, signals: Signals = process): Promise<TlsFiles> {
    try {
      const read = await readAll(paths);
      createSecureContext(optionsOf(read));
      return new TlsFiles(paths, log, read, signals);
    } catch (error) {
      throw new ConfigError([`${paths.variables}: ${wordsOf(error)}`]);
    }
  }

  /** What a server is made with. */
  get options(): SecureContextOptions {
    return optionsOf(this.read);
  }

  /** Begins to look for renewed files, until `close`. */
  follow(listener: Renewed): void {
    this.listeners.add(listener);
    if (this.timer !== undefined) return;
    this.timer = setInterval(this.onSignal, LOOK_MS).unref();
    this.signals.on('SIGHUP', this.onSignal);
  }

  /** Looks at the files now. */
  async look(): Promise<void> {
    try {
      const read = await readAll(this.paths);
      const before = this.read;
      if (NAMES.every((name) => read[name] === before[name])) return;
      createSecureContext(optionsOf(read));
      this.read = read;
      this.refused = '';
      const trustChanged = read.ca !== before.ca || read.crl !== before.crl;
      for (const listener of this.listeners) listener(optionsOf(read), trustChanged);
      this.log.info({ certificate: this.paths.cert }, 'took up renewed TLS files');
    } catch (error) {
      // Said once, not at every look.
      const words = wordsOf(error);
      if (words !== this.refused)
        this.log.error({ err: error, certificate: this.paths.cert }, 'TLS files were not taken up');
      this.refused = words;
    }
  }

  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.signals.off('SIGHUP', this.onSignal);
    this.listeners.clear();
  }
}

const NAMES = ['cert', 'key', 'ca', 'crl'] as const;
type Contents = Readonly<Record<(typeof NAMES)[number], string | null>>;

async function readAll(paths: TlsPaths): Promise<Contents> {
  const text = async (path: string | null): Promise<string | null> =>
    path === null ? null : readFile(path, 'utf8');
  const [cert, key, ca, crl] = await Promise.all([
    text(paths.cert),
    text(paths.key),
    text(paths.ca),
    text(paths.crl),
  ]);
  return { cert, key, ca, crl };
}

function optionsOf({ cert, key, ca, crl }: Contents): SecureContextOptions {
  return {
    minVersion: 'TLSv1.2',
    cert: cert ?? undefined,
    key: key ?? undefined,
    ...(ca !== null && { ca }),
    ...(crl !== null && { crl }),
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
