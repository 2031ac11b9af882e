/** What a token is for: a service's key, a person's access or refresh. */
type TokenKind = 'key' | 'access' | 'refresh';

export interface Token {
  readonly kind: TokenKind;
  /** Id of the key or the session. */
  readonly id: string;
  readonly secret: string;
}

const PREFIX: Readonly<Record<TokenKind, string>> = { key: 'npk', access: 'npa', refresh: 'npr' };
const FORM = /^(npk|npa|npr)_([A-Za-z0-9-]{1,64})_([A-Za-z0-9_-]{43})$/;

/** Token in the form in which it is handed out. It says nothing by itself: all of it is looked up. */
export function formatToken({ kind, id, secret }: Token): string {
  return `${PREFIX[kind]}_${id}_${secret}`;
}

/** The parts of a token, or null when it has not the form of one. */
export function parseToken(text: string): Token | null {
  const [, prefix, id, secret] = FORM.exec(text) ?? [];
  if (id === undefined || secret === undefined) return null;
  const kind = prefix === 'npk' ? 'key' : prefix === 'npa' ? 'access' : 'refresh';
  return { kind, id, secret };
}
