import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { inLanguage, type Look, SCREENS, USUAL } from './look.js';

/**
 * The page itself gave up (it was left, or asks something else by now); or a container's network came or went on this
 * machine, whereupon Chromium breaks off what is under way and the page has to ask again.
 */
const HARMLESS = ['net::ERR_ABORTED', 'net::ERR_NETWORK_CHANGED'];

interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly problems: string[];
  /** Replies with an error status that the test wants to see. */
  readonly forgiven: { readonly status: number; readonly url: RegExp }[];
}

/** Opens pages as different people, each with an empty browser, and keeps what went wrong on them. */
export class Visitors {
  private readonly visits: Visit[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly base: string,
  ) {}

  /** Opens a path of the platform. */
  async open(path: string, look: Partial<Look> = {}): Promise<Page> {
    const page = await this.blank(look);
    await page.goto(this.base + inLanguage(path, look.lang ?? USUAL.lang));
    return page;
  }

  /** A page that is nowhere yet, for what has to be there before the first script runs. */
  async blank(look: Partial<Look> = {}): Promise<Page> {
    const { screen, theme } = { ...USUAL, ...look };
    const context = await this.browser.newContext({
      ...SCREENS[screen],
      colorScheme: theme,
      // The page speaks Vietnamese whatever the browser does.
      locale: 'en-GB',
      timezoneId: 'Asia/Ho_Chi_Minh',
      acceptDownloads: true,
    });
    // A machine may be crowded: what is awaited is what counts, not how soon it comes.
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    const visit: Visit = { context, page, problems: [], forgiven: [] };
    this.visits.push(visit);
    this.watch(visit);
    return page;
  }

  /** Lets replies of this status to these addresses pass: the test is about them. */
  forgive(page: Page, status: number, url: RegExp): void {
    this.visits.find((visit) => visit.page === page)?.forgiven.push({ status, url });
  }

  /** Closes every page; resolves to what went wrong on them: one line each. */
  async leave(): Promise<string[]> {
    const visits = this.visits.splice(0);
    const problems = visits.flatMap((visit) => visit.problems);
    await Promise.all(visits.map(({ context }) => context.close()));
    return problems;
  }

  private watch({ page, problems, forgiven }: Visit): void {
    page.on('console', (message) => {
      // Of a reply that failed the listeners below know more.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        problems.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => problems.push(`not caught: ${error.stack ?? error.message}`));
    page.on('request', (request) => {
      if (this.isForeign(request)) problems.push(`foreign host: ${request.url()}`);
    });
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'unknown';
      if (!HARMLESS.includes(why)) problems.push(`${request.method()} ${request.url()}: ${why}`);
    });
    page.on('response', (response) => {
      const [status, url] = [response.status(), response.url()];
      if (status >= 400 && !forgiven.some((one) => one.status === status && one.url.test(url)))
        problems.push(`${response.request().method()} ${url}: ${status}`);
    });
  }

  private isForeign(request: Request): boolean {
    return /^(https?|wss?):/.test(request.url()) && !request.url().startsWith(`${this.base}/`);
  }
}
