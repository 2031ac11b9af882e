/** As much of a browser as signing in takes: it keeps cookies by name, sends forms and follows no redirect by itself. */
export class BrowserSession {
  readonly cookies = new Map<string, string>();

  constructor(private readonly base: string) {}

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('sec-fetch-site', headers.get('sec-fetch-site') ?? 'same-origin');
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') headers.set('cookie', cookie);
    const reply = await fetch(new URL(path, this.base), { redirect: 'manual', ...init, headers });
    for (const line of reply.headers.getSetCookie()) this.keep(line);
    return reply;
  }

  /** Asks and goes on where the reply leads, until one leads nowhere. */
  async follow(path: string, init: RequestInit = {}): Promise<{ reply: Response; path: string }> {
    let at = path;
    let reply = await this.ask(at, init);
    for (let hops = 0; hops < 12; hops++) {
      const to = reply.headers.get('location');
      if (to === null) return { reply, path: at };
      const url = new URL(to, new URL(at, this.base));
      at = `${url.pathname}${url.search}`;
      reply = await this.ask(at);
    }
    throw new Error(`${path} leads round in circles, at last to ${at}`);
  }

  sendForm(
    path: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<{ reply: Response; path: string }> {
    return this.follow(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  sendJson(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.ask(path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    const isOver = attributes.some((one) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
    if (isOver) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }
}
