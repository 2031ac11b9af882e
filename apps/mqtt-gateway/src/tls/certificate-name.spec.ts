import { describe, expect, it } from '@jest/globals';
import type { PeerCertificate } from 'node:tls';
import { certificateName } from './certificate-name.js';

const subject = (CN: unknown) => ({ CN }) as PeerCertificate['subject'];

describe('the name in a certificate', () => {
  it.each([
    ['its one DNS name', subject('other'), 'DNS:cam-1', 'cam-1'],
    ['its DNS name beside others', subject('other'), 'IP Address:10.0.0.1, DNS:Cam_1.a', 'Cam_1.a'],
    ['its common name without alternatives', subject('cam-1'), undefined, 'cam-1'],
    ['none of two', subject('cam-1'), 'DNS:cam-1, DNS:cam-2', null],
    ['not the common name beside alternatives', subject('cam-1'), 'IP Address:10.0.0.1', null],
    ['none of two common names', subject(['cam-1', 'cam-2']), undefined, null],
    ['no name that is no id', subject('a/b'), undefined, null],
    ['no quoted name', subject('cam-1'), 'DNS:"cam-1, DNS:cam-2"', null],
    ['nothing of nothing', undefined as unknown as PeerCertificate['subject'], undefined, null],
  ])('is %s', (_case, theSubject, subjectaltname, name) => {
    expect(certificateName({ subject: theSubject, ...(subjectaltname && { subjectaltname }) })).toBe(name);
  });
});
