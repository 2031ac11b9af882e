const KEPT = 'nhippho.signedIn';

/** Whether a person has signed in with this browser, as far as it knows. */
export function hasSignedIn(): boolean {
  return localStorage.getItem(KEPT) === '1';
}

/** Notes that a person has signed in, or is signed in no more. */
export function keepSignedIn(isSignedIn: boolean): void {
  if (isSignedIn) localStorage.setItem(KEPT, '1');
  else localStorage.removeItem(KEPT);
}

let renewing: Promise<boolean> | null = null;

/** Takes new tokens for a person's session, whose access token lasts ten minutes. False when the session is over. */
export function renewSession(): Promise<boolean> {
  renewing ??= renew().finally(() => (renewing = null));
  return renewing;
}

async function renew(): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json' };
    const { ok, status } = await fetch('/api/v1/session/refresh', { method: 'POST', headers, body: '{}' });
    if (status === 401) keepSignedIn(false);
    return ok;
  } catch {
    return false;
  }
}
