import { onAdminKey } from '../admin/admin-key.js';
import { openStream } from '../api/client.js';
import { EventParser, type StreamEvent } from './event-parser.js';

const RECONNECT_MS = 3000;
/** The server beats every 15 s: a stream that is silent for longer than this is dead, whatever the network says. */
const SILENT_MS = 45_000;

interface Listener {
  readonly opened: () => void;
  readonly lost: () => void;
  readonly event: (event: StreamEvent) => void;
}

/**
 * Reads a stream of events with this tab's rights, which the browser's own EventSource can't: it sends no header. Opens it
 * again after a break, from where it was, and when somebody signs in or out. Returns how to stop.
 */
export function readEvents(url: string, listener: Listener): () => void {
  const parser = new EventParser();
  let abort = new AbortController();
  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped) {
      abort = new AbortController();
      await readOnce(url, parser, listener, abort).catch(() => undefined);
      if (stopped) return;
      listener.lost();
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
    }
  };
  const forget = onAdminKey(() => abort.abort());
  void run();
  return () => {
    stopped = true;
    forget();
    abort.abort();
  };
}

async function readOnce(
  url: string,
  parser: EventParser,
  listener: Listener,
  abort: AbortController,
): Promise<void> {
  const reader = await openStream(url, parser.lastId, abort.signal);
  parser.restart();
  listener.opened();
  const decoder = new TextDecoder();
  for (;;) {
    const timer = setTimeout(() => abort.abort(), SILENT_MS);
    const { done, value } = await reader.read().finally(() => clearTimeout(timer));
    if (done) return;
    for (const event of parser.take(decoder.decode(value, { stream: true }))) listener.event(event);
  }
}
