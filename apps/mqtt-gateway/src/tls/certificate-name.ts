import type { PeerCertificate } from 'node:tls';

const NAME = /^DNS:([A-Za-z0-9][A-Za-z0-9._-]{0,63})$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Which device or gateway a verified certificate names: by its one DNS name (subject alternative name), or by its common
 * name where it has no alternative names at all. Null where it names none, or several.
 */
export function certificateName({
  subject,
  subjectaltname,
}: Pick<PeerCertificate, 'subject' | 'subjectaltname'>): string | null {
  if (subjectaltname !== undefined) {
    const names = subjectaltname.split(', ').filter((name) => name.startsWith('DNS:'));
    return names.length === 1 ? (NAME.exec(names[0] ?? '')?.[1] ?? null) : null;
  }
  // Several common names come as an array.
  const name: unknown = subject?.CN;
  return typeof name === 'string' && ID.test(name) ? name : null;
}
