import type { Caller } from './caller.js';
import type { Callers } from './callers.js';

/** Asked again after this long although nobody said that anything changed: keys and sessions end by time too, ms. */
const ANYWAY_MS = 60_000;

/** Ends the streams of those whose session ended, whose key was revoked or who may read no longer. */
export class StreamRights<Stream extends { readonly caller: Caller }> {
  private readonly forget: () => void;
  private isDue = false;
  private isAsking = false;
  private askedAt: number;

  /**
   * @param open the streams that there are
   * @param end ends one whose caller may read no longer
   * @param now epoch ms
   */
  constructor(
    private readonly callers: Pick<Callers, 'onChange' | 'renewed'>,
    private readonly open: () => Iterable<Stream>,
    private readonly end: (stream: Stream) => void,
    private readonly now: () => number,
  ) {
    this.askedAt = now();
    this.forget = callers.onChange(() => {
      this.isDue = true;
      void this.ask();
    });
  }

  /** Asks where it is due; called every second or oftener. What could not be asked is asked again the next time. */
  sweep(): void {
    if (this.isDue || this.now() - this.askedAt >= ANYWAY_MS) void this.ask();
  }

  close(): void {
    this.forget();
  }

  private async ask(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    this.isDue = false;
    this.askedAt = this.now();
    // Many streams of one caller are one question.
    const answers = new Map<string, boolean>();
    try {
      for (const stream of this.open()) {
        const { caller } = stream;
        const key = `${caller.kind} ${caller.session ?? caller.id}`;
        let mayStay = answers.get(key);
        if (mayStay === undefined) answers.set(key, (mayStay = await this.mayRead(caller)));
        if (!mayStay) this.end(stream);
      }
    } catch {
      this.isDue = true;
    } finally {
      this.isAsking = false;
    }
  }

  private async mayRead(caller: Caller): Promise<boolean> {
    return (await this.callers.renewed(caller))?.may('read') ?? false;
  }
}
