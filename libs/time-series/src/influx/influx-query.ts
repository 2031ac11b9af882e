import { StringDecoder } from 'node:string_decoder';
import { queryFailure } from './influx-errors.js';
import type { InfluxHttp } from './influx-http.js';
import type { SeriesPiece } from './row-collector.js';

/** Rows of one piece of an answer. */
const CHUNK_ROWS = 10_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };

interface Answer {
  readonly error?: string;
  readonly results?: readonly { readonly error?: string; readonly series?: readonly SeriesPiece[] }[];
}

/**
 * Sends InfluxQL in a form body and gives the series of the answer as they come in; leaving the loop gives up the rest.
 * @throws InfluxFailure, also for an error that comes inside an answer
 */
export async function* query(
  http: InfluxHttp,
  parameters: Readonly<Record<string, string>>,
  statements: readonly string[],
): AsyncGenerator<SeriesPiece, void> {
  const form = new URLSearchParams({
    ...parameters,
    q: statements.join('; '),
    epoch: 'ms',
    chunked: 'true',
    chunk_size: String(CHUNK_ROWS),
  });
  for await (const line of lines(http.send('POST', '/query', Buffer.from(form.toString()), FORM))) {
    yield* seriesOf(line);
  }
}

function seriesOf(line: string): SeriesPiece[] {
  const { error, results = [] }: Answer = JSON.parse(line);
  const wrong = error ?? results.find((result) => result.error !== undefined)?.error;
  if (wrong !== undefined) throw queryFailure(wrong);
  return results.flatMap(({ series = [] }) => series);
}

/** Each piece of a chunked answer is one line of JSON. */
async function* lines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  for await (const piece of pieces) {
    let text = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = parts.join('') + text.slice(0, end);
      parts = [];
      text = text.slice(end + 1);
      if (line.trim() !== '') yield line;
    }
    if (text !== '') parts.push(text);
  }
  const rest = parts.join('');
  if (rest.trim() !== '') yield rest;
}
