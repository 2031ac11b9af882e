/** A reply of the platform, whatever its status. */
export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

/** Sends a request and reads the reply whole; `body` is the parsed JSON, or null where it is none. */
export async function request<T = Record<string, unknown>>(
  url: string,
  init: RequestInit = {},
): Promise<Reply<T>> {
  const response = await fetch(url, init);
  const text = await response.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON: the text says what there is.
  }
  const type = (response.headers.get('content-type') ?? '').split(';', 1)[0] ?? '';
  return { status: response.status, type, headers: response.headers, text, body: body as T };
}

/** Options of a POST with a JSON body and, where one is given, an `Authorization` header. */
export function json(body: unknown, authorization?: string): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** `Authorization` of a device or gateway. */
export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}
