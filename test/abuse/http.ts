import { Agent, type IncomingMessage, request } from 'node:http';

/** A request as it goes over the wire: nothing of its path is made tidy, as URL and fetch would do. */
export interface RawRequest {
  readonly method: string;
  /** With its query, percent-encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Address of this machine to send it from. */
  readonly from?: string;
}

export interface RawReply {
  readonly status: number;
  /** Media type without parameters. */
  readonly type: string;
  readonly text: string;
}

/** Longer than any request takes where others share the machine; what takes longer hangs. */
const ANSWERED_WITHIN_MS = 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends a request and reads the answer; of a stream without end only its head. Rejects when there is none. */
export function send(port: number, { method, path, headers, body, from }: RawRequest): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, timeout: ANSWERED_WITHIN_MS };
    const way = from === undefined ? { agent } : { localAddress: from };
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = request({ ...options, ...way, headers: { ...headers, ...length } }, (incoming) => {
      read(incoming).then(resolve, reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer in ${ANSWERED_WITHIN_MS} ms`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function read(incoming: IncomingMessage): Promise<RawReply> {
  const status = incoming.statusCode ?? 0;
  const type = (incoming.headers['content-type'] ?? '').split(';', 1)[0] ?? '';
  if (type === 'text/event-stream') {
    incoming.destroy();
    return { status, type, text: '' };
  }
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return { status, type, text: Buffer.concat(chunks).toString() };
}
