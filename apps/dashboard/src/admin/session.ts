import type { ReplyOf } from '@app/api-client';
import { useSyncExternalStore } from 'react';
import { getJson, sendJson } from '../api/client.js';
import { adminKey, keepAdminKey, onAdminKey } from './admin-key.js';
import { hasSignedIn, keepSignedIn, renewSession } from './renewal.js';

/** Who asks, by the server's word. */
export type Session = ReplyOf<'get', '/api/v1/session'>;
export type Action = Session['actions'][number];
export type Grant = Session['roles'][number];

/** Who this is and what they may do. The only place that knows: ask here before offering a control. */
export interface Rights {
  readonly session: Session | null;
  readonly signedIn: boolean;
  /** Whether they may do it, somewhere at least. */
  readonly may: (action: Action) => boolean;
}

/** Before the access token of ten minutes ends. */
const RENEW_MS = 7 * 60_000;

let rights = rightsOf(null);
const listeners = new Set<() => void>();

function rightsOf(session: Session | null): Rights {
  const actions = new Set<Action>(session?.actions);
  const signedIn = session !== null && session.kind !== 'anonymous';
  return { session, signedIn, may: (action) => actions.has(action) };
}

export function useRights(): Rights {
  return useSyncExternalStore(subscribe, () => rights);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let loading: Promise<Session> | null = null;

/** Asks the server who this is. A person whose access token has run out stays signed in. Throws ApiError. */
export function loadSession(): Promise<Session> {
  loading ??= load().finally(() => (loading = null));
  return loading;
}

async function load(): Promise<Session> {
  let session = await getJson<Session>('/api/v1/session');
  if (session.kind === 'anonymous' && hasSignedIn() && (await renewSession()))
    session = await getJson<Session>('/api/v1/session');
  if (adminKey() === null) keepSignedIn(session.kind === 'person');
  rights = rightsOf(session);
  for (const listener of listeners) listener();
  return session;
}

/** Keeps up with who this is for as long as the page is open; returns how to stop. */
export function followSession(): () => void {
  const ask = (): void => void loadSession().catch(() => undefined);
  const renew = (): void => {
    if (hasSignedIn() && adminKey() === null) void renewSession().then(ask);
  };
  const back = (): void => {
    if (document.visibilityState === 'visible' && hasSignedIn()) ask();
  };
  ask();
  const timer = setInterval(renew, RENEW_MS);
  const forget = onAdminKey(ask);
  document.addEventListener('visibilitychange', back);
  return () => {
    clearInterval(timer);
    forget();
    document.removeEventListener('visibilitychange', back);
  };
}

/** Ends this session, or all of this person. Throws ApiError. */
export async function signOut(everywhere: boolean): Promise<void> {
  if (adminKey() !== null) {
    keepAdminKey(null);
    return;
  }
  await sendJson('POST', '/api/v1/session/sign-out', { everywhere });
  keepSignedIn(false);
  // What is being asked already was asked by whoever is gone now.
  await loading?.catch(() => undefined);
  await loadSession();
}

/** Where a person begins to sign in, to come back to what is shown now. */
export function signInHref(): string {
  const to = `${location.pathname}${location.search}`;
  return `/api/v1/session/sign-in?to=${encodeURIComponent(to)}`;
}

const asked = new Set<() => void>();

/** Opens the sign-in window, e.g. when the server wants to know who asks. */
export function askToSignIn(): void {
  for (const listener of asked) listener();
}

export function onAskToSignIn(listener: () => void): () => void {
  asked.add(listener);
  return () => asked.delete(listener);
}
