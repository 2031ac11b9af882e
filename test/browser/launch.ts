import { type Browser, chromium } from 'playwright-core';

/** What keeps a browser from calling home: the pages need nothing but the platform. */
const OFFLINE = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Starts a browser of the Chromium family without a window. As root its sandbox can't be made; it sees our own pages only. */
export function launchBrowser(executable: string): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: executable,
    headless: true,
    args: [...OFFLINE, ...sandbox, '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
