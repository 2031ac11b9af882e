import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Bytes of PostgreSQL's wire protocol, as its client writes them to a socket; or a word to the thread itself. */
export type Asked = Uint8Array | 'there?' | 'close';
/** Bytes of the answer; or a word of the thread. After an error it is of no more use. */
export type Told = Uint8Array | 'open' | 'here' | 'closed' | { readonly error: string };

const PROGRAM = fileURLToPath(new URL('./engine-thread-program.mjs', import.meta.url));

/**
 * A PGlite in a thread of its own. Its statements are WebAssembly that runs without a pause, many of them for tens of
 * milliseconds: on the thread of the services nobody's message would be acknowledged meanwhile.
 */
export class EngineThread {
  private socket: EngineSocket | null = null;
  private readonly waiting: (() => void)[] = [];
  private ended: ((error: Error | null) => void) | null = null;
  /** Answers that the thread owes; while there are none it keeps no process alive. */
  private owed = 0;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (told: Told) => this.hear(told));
    worker.on('error', (error) => this.fail(error));
    worker.on('exit', () => this.fail(new Error("the thread of the registry's engine has ended")));
    worker.unref();
  }

  /**
   * @param folder made where it isn't there
   * @param probe statements that must succeed
   * @throws what PGlite throws at what is in the folder
   */
  static async open(folder: string, probe: string | null = null): Promise<EngineThread> {
    const worker = new Worker(PROGRAM, { workerData: { folder, probe }, name: 'registry' });
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error(`opening ${folder}: the engine's thread has ended`)));
    });
    return new EngineThread(worker);
  }

  /** What a client of PostgreSQL takes for its socket. A new one takes the place of the one before. */
  connection(): Duplex {
    this.socket = new EngineSocket((bytes) => this.ask(bytes));
    return this.socket;
  }

  /** Resolves when the thread isn't at work: one that is answers what it works at first. */
  async isThere(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.ask('there?');
    });
  }

  /** Closes the folder in order. */
  async close(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.ended = (error) => (error === null ? resolve() : reject(error));
      this.ask('close');
    });
    await this.terminate();
  }

  /** Ends the thread as a crash would. */
  async terminate(): Promise<void> {
    this.socket = null;
    await this.worker.terminate();
  }

  private ask(asked: Asked): void {
    this.owed += 1;
    this.worker.ref();
    this.worker.postMessage(asked, []);
  }

  private hear(told: Told): void {
    this.owed -= 1;
    if (this.owed === 0) this.worker.unref();
    if (told instanceof Uint8Array) this.socket?.push(told);
    else if (told === 'here') this.waiting.shift()?.();
    else if (told === 'closed') this.ended?.(null);
    else if (told !== 'open') this.fail(new Error(told.error));
  }

  private fail(error: Error): void {
    this.ended?.(error);
    for (const resolve of this.waiting.splice(0)) resolve();
    this.socket?.destroy(error);
  }
}

/** Has of a socket what pg's client uses. What is written while it is corked goes in one piece. */
class EngineSocket extends Duplex {
  constructor(private readonly ask: (bytes: Uint8Array) => void) {
    super();
  }

  override _read(): void {
    // Answers come when they come; each is asked for.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.ask(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.ask(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
