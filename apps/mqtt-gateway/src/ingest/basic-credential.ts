/** Name and secret of an `Authorization: Basic` header (RFC 7617), or null. */
export function basicCredential(
  header: string | undefined,
): { readonly id: string; readonly secret: string } | null {
  const match = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '');
  if (!match?.[1]) return null;
  const text = Buffer.from(match[1], 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}
