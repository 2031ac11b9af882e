import { EventEmitter } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { TestCa } from '@app/testing';
import { TlsFiles } from '@app/service';

describe('TLS files', () => {
  const ca = new TestCa();
  afterAll(() => ca.remove());

  async function opened() {
    const own = ca.issue('localhost');
    const signals = new EventEmitter();
    const told: string[] = [];
    const log = { info: () => told.push('taken up'), error: () => told.push('not taken up') };
    const paths = { ...own, ca: ca.cert, crl: ca.revoke(), variables: 'TLS' };
    const files = await TlsFiles.open(paths, log, signals);
    return { own, signals, told, files };
  }

  it('are looked at again at SIGHUP, until they are closed', async () => {
    const { own, signals, files } = await opened();
    const renewed = new Promise<boolean>((resolve) =>
      files.follow((_options, trustChanged) => resolve(trustChanged)),
    );
    const next = ca.issue('localhost');
    copyFileSync(next.key, own.key);
    copyFileSync(next.cert, own.cert);

    signals.emit('SIGHUP');

    expect(await renewed).toBe(false);
    files.close();
    expect(signals.listenerCount('SIGHUP')).toBe(0);
  });

  it('say when it changed whose certificates are believed', async () => {
    const { files } = await opened();
    const heard: boolean[] = [];
    files.follow((_options, trustChanged) => heard.push(trustChanged));

    await files.look();
    ca.revoke(ca.issue('cam-1'));
    await files.look();

    expect(heard).toEqual([true]);
    files.close();
  });

  it('that are broken are told of once, and change nothing', async () => {
    const { own, files, told } = await opened();
    const before = files.options;
    files.follow(() => told.push('told'));

    writeFileSync(own.cert, 'no certificate');
    await files.look();
    await files.look();

    expect(told).toEqual(['not taken up']);
    expect(files.options).toEqual(before);
    files.close();
  });
});
