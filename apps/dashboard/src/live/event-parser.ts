/** One event of a stream (server-sent events, HTML standard 9.2). */
export interface StreamEvent {
  readonly type: string;
  readonly data: string;
}

const MOST_CHARACTERS = 1_000_000;

/** Puts events together from the pieces in which a stream's text comes. */
export class EventParser {
  /** Id of the newest event that had one; to be sent when the stream is opened again. */
  lastId: string | null = null;
  private rest = '';

  /** Events that are whole with this piece. A block that never ends is thrown away. */
  take(piece: string): readonly StreamEvent[] {
    const blocks = (this.rest + piece).replaceAll('\r\n', '\n').split('\n\n');
    this.rest = blocks.pop() ?? '';
    if (this.rest.length > MOST_CHARACTERS) this.rest = '';
    return blocks.flatMap((block) => this.eventOf(block) ?? []);
  }

  /** Forgets the piece of an event that a break left behind. */
  restart(): void {
    this.rest = '';
  }

  private eventOf(block: string): StreamEvent | null {
    let type = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':');
      if (colon === 0) continue;
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (name === 'event') type = value;
      else if (name === 'data') data.push(value);
      else if (name === 'id') this.lastId = value;
    }
    return data.length === 0 ? null : { type, data: data.join('\n') };
  }
}
