import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of a certificate and its key. */
interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of a test's own, by the `openssl` that is installed, in a folder that `remove` takes away. */
export class TestCa {
  private readonly folder = mkdtempSync(join(tmpdir(), 'nhippho-ca-'));
  private issued = 0;
  readonly cert = this.path('ca.pem');
  private readonly key = this.path('ca.key');

  constructor(name = 'Nhip Pho test CA') {
    this.openssl(
      'req',
      '-x509',
      ...NEW_KEY,
      '-keyout',
      this.key,
      '-out',
      this.cert,
      '-days',
      '2',
      ...subject(name),
    );
    writeFileSync(this.path('index.txt'), '');
    writeFileSync(this.path('crlnumber'), '01\n');
    writeFileSync(this.path('ca.cnf'), config(this.folder));
  }

  /** A certificate of a common name; `san` as OpenSSL writes it, e.g. `DNS:localhost,IP:127.0.0.1`. */
  issue(name: string, san?: string): TestCertificate {
    this.issued += 1;
    const base = `${this.issued}-${name}`;
    const [cert, key, request] = ['pem', 'key', 'csr'].map((ending) => this.path(`${base}.${ending}`)) as [
      string,
      string,
      string,
    ];
    const extensions = this.path(`${base}.ext`);
    writeFileSync(extensions, san === undefined ? '' : `subjectAltName=${san}\n`);
    this.openssl('req', ...NEW_KEY, '-keyout', key, '-out', request, ...subject(name));
    const by = ['-CA', this.cert, '-CAkey', this.key, '-CAcreateserial'];
    this.openssl('x509', '-req', '-in', request, ...by, '-out', cert, '-days', '1', '-extfile', extensions);
    return { cert, key };
  }

  /** Path of the list of what was revoked, made anew with this one added. */
  revoke(certificate?: TestCertificate): string {
    const path = this.path('crl.pem');
    if (certificate) this.openssl('ca', '-config', this.path('ca.cnf'), '-revoke', certificate.cert);
    this.openssl('ca', '-config', this.path('ca.cnf'), '-gencrl', '-out', path);
    return path;
  }

  /** What clients trust it by. */
  get pem(): string {
    return readFileSync(this.cert, 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private path(name: string): string {
    return join(this.folder, name);
  }

  private openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function subject(name: string): string[] {
  return ['-subj', `/CN=${name}`];
}

function config(folder: string): string {
  return `[ca]
default_ca = test
[test]
database = ${folder}/index.txt
crlnumber = ${folder}/crlnumber
certificate = ${folder}/ca.pem
private_key = ${folder}/ca.key
default_md = sha256
default_crl_days = 1
`;
}
