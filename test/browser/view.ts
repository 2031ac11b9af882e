import type { Page } from 'playwright-core';
import type { PlatformProcess } from '../support/platform-process.js';
import type { Look } from './look.js';

/** What a page's own tests have at hand while they run. */
export interface World {
  /** The platform with the simulated city, shared by all pages: leave what others look at as it was. */
  readonly platform: PlatformProcess;
  /** Opens a page as a new visitor; what goes wrong on it fails the test, when the test ends. */
  open(path: string, look?: Partial<Look>): Promise<Page>;
  /** Lets replies of this status pass on that page. */
  forgive(page: Page, status: number, url: RegExp): void;
}

/**
 * One page of the dashboard. Each file of `pages/` exports one as `view` and is found by itself; the looks of the page
 * (languages, themes, screens), accessibility, width and screenshots are then tested without a further word.
 */
export interface View {
  /** Names the page in titles and in the files of its screenshots. */
  readonly name: string;
  readonly path: string;
  /** CSS of what a visitor came for: once it is there the page means something. */
  readonly meaningful: string;
  /** Waits for what else belongs to a finished page. */
  settled?(page: Page): Promise<void>;
  /** Declares the tests of what a person does here. */
  readonly behaviour?: (world: World) => void;
}
