import { adminKey, keepAdminKey } from '../admin/admin-key.js';
import { hasSignedIn, renewSession } from '../admin/renewal.js';
import { ApiError } from './problem.js';
import type { Page } from './types.js';

export type Query = Readonly<Record<string, string | number | undefined>>;

let skewMs = 0;

/** Now by the server's clock (epoch ms), so that ages are right on a machine whose clock is not. */
export function serverNow(): number {
  return Date.now() + skewMs;
}

/** Address of a call with its query; what is undefined is left out. */
export function urlOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

/** GET of one JSON document. Throws ApiError; aborting rejects with the signal's reason. */
export async function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await call(urlOf(path, query), { headers: { accept: 'application/json' } }, signal);
  return (await response.json()) as T;
}

/** Sends a JSON body (none: undefined) and returns the reply's, or null for an empty one. Throws ApiError. */
export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  query: Query = {},
): Promise<T> {
  const response = await call(urlOf(path, query), {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

/**
 * Sends a JSON body with nobody's rights, where what is sent says itself what it may do: a code that is not good neither
 * signs anybody out nor asks them in. Throws ApiError.
 */
export async function sendOpenly<T>(path: string, body: unknown): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const init = { method: 'POST', headers, credentials: 'omit', body: JSON.stringify(body) } as const;
  const response = await fetch(path, init).catch(() => {
    throw new ApiError(0, path);
  });
  if (!response.ok) throw await ApiError.of(response);
  return (await response.json()) as T;
}

/** Sends a file as it is, with its media type. Throws ApiError, whose `errors` name rows and columns. */
export async function sendFile<T>(path: string, file: Blob, type: string, query: Query = {}): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': type };
  const response = await call(urlOf(path, query), { method: 'POST', headers, body: file });
  return (await response.json()) as T;
}

/** Sends a text as it is, with its media type, e.g. YAML. Throws ApiError, whose `errors` name lines. */
export async function sendText<T>(path: string, text: string, type: string, query: Query = {}): Promise<T> {
  return sendFile<T>(path, new Blob([text]), type, query);
}

/** Fetches a file with this tab's rights and saves it under a name. Throws ApiError. */
export async function saveFile(url: string, name: string): Promise<void> {
  const response = await call(url, {});
  saveBlob(await response.blob(), name);
}

/** Lets the browser save what the page made. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Opens a stream of events with this tab's rights, after the event that was read last. Throws ApiError. */
export async function openStream(
  url: string,
  lastId: string | null,
  signal: AbortSignal,
): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const headers = { accept: 'text/event-stream', ...(lastId !== null && { 'last-event-id': lastId }) };
  const { body } = await call(url, { headers, cache: 'no-store' }, signal);
  if (!body) throw new ApiError(0, url);
  return body.getReader();
}

/** All items of a paged list, at most `pages` pages. */
export async function getList<T>(
  path: string,
  query: Query = {},
  signal?: AbortSignal,
  pages = 5,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | undefined;
  for (let page = 0; page < pages; page++) {
    const answer = await getJson<Page<T>>(path, { limit: 10_000, ...query, after }, signal);
    for (const item of answer.items) items.push(item);
    if (answer.next === null) break;
    after = answer.next;
  }
  return items;
}

/** One call with this tab's rights. Throws ApiError unless it succeeds; aborting rejects with the signal's reason. */
async function call(
  url: string,
  init: RequestInit,
  signal?: AbortSignal,
  isRenewed = false,
): Promise<Response> {
  const key = adminKey();
  const headers = new Headers(init.headers);
  if (key !== null) headers.set('authorization', `Bearer ${key}`);
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers, ...(signal && { signal }) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, url.split('?')[0] ?? url);
  }
  noteClock(response.headers.get('date'));
  // A key that is no longer good would keep this tab from what everybody may read.
  if (response.status === 401 && key !== null) {
    keepAdminKey(null);
    return call(url, init, signal, isRenewed);
  }
  // A person whose access token ran out, e.g. while the machine slept.
  if (response.status === 401 && !isRenewed && hasSignedIn() && (await renewSession()))
    return call(url, init, signal, true);
  if (!response.ok) throw await ApiError.of(response);
  return response;
}

/** The Date header is cut to the second, so only a difference that a person would see counts. */
function noteClock(date: string | null): void {
  if (date === null) return;
  const difference = Date.parse(date) + 500 - Date.now();
  skewMs = Math.abs(difference) > 3000 ? difference : 0;
}
