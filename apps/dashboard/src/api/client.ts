import type { Page } from './types.js';

/** A call that failed: what the server said, or that it didn't answer (status 0). */
class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Query = Readonly<Record<string, string | number | undefined>>;

let skewMs = 0;

/** Now by the server's clock (epoch ms), so that ages are right on a machine whose clock is not. */
export function serverNow(): number {
  return Date.now() + skewMs;
}

/** GET of one JSON document. Throws ApiError; aborting rejects with the signal's reason. */
export async function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  const url = search.size > 0 ? `${path}?${search.toString()}` : path;
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, ...(signal && { signal }) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, path);
  }
  noteClock(response.headers.get('date'));
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
  return (await response.json()) as T;
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

async function problemOf(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? response.statusText;
  } catch {
    return response.statusText;
  }
}

/** The Date header is cut to the second, so only a difference that a person would see counts. */
function noteClock(date: string | null): void {
  if (date === null) return;
  const difference = Date.parse(date) + 500 - Date.now();
  skewMs = Math.abs(difference) > 3000 ? difference : 0;
}
