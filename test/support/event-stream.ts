/** One server-sent event. */
export interface StreamEvent {
  readonly id: number | null;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** A reader of `/api/v1/feed` that keeps what has come. */
export class EventStream {
  readonly events: StreamEvent[] = [];
  private readonly abort = new AbortController();

  /** Connects; resolves when the stream is open. */
  static async open(url: string, lastEventId?: number): Promise<EventStream> {
    const stream = new EventStream();
    const response = await fetch(url, {
      signal: stream.abort.signal,
      headers: lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) },
    });
    if (!response.ok || response.body === null) throw new Error(`${url}: ${response.status}`);
    void stream.read(response.body);
    return stream;
  }

  close(): void {
    this.abort.abort();
  }

  of(event: string): StreamEvent[] {
    return this.events.filter((one) => one.event === event);
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        rest += decoder.decode(chunk, { stream: true });
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
      }
    } catch {
      // Closed, by us or by a platform that stops.
    }
  }

  private take(block: string): void {
    const field = (name: string): string | null =>
      new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null;
    const [event, data, id] = [field('event'), field('data'), field('id')];
    if (event === null || data === null) return;
    const parsed = JSON.parse(data) as Record<string, unknown>;
    this.events.push({ event, data: parsed, id: id === null ? null : Number(id) });
  }
}
