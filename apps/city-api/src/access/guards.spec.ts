import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdminKey } from '@app/access';
import { AppConfig } from '@app/config';
import { AdminGuard } from './admin.guard.js';
import { ReadGuard } from './read.guard.js';

const KEY = 'the-key-of-this-test';

describe('guards', () => {
  let folder: string;
  let adminKey: AdminKey;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nhippho-guards-'));
    adminKey = await AdminKey.open(folder, KEY);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const reads = (NHIPPHO_READS: string): ReadGuard =>
    new ReadGuard(AppConfig.fromEnv({ NHIPPHO_READS }), adminKey);

  it('let the administrator pass', () => {
    expect(new AdminGuard(adminKey).canActivate(asking(`Bearer ${KEY}`))).toBe(true);
    expect(reads('identified').canActivate(asking(`Bearer ${KEY}`))).toBe(true);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Basic ${KEY}`,
    `bearer${KEY}`,
    `Bearer ${KEY}x`,
    `Bearer ${KEY} `,
    'Bearer ' + 'x'.repeat(5000),
  ])('let nobody else pass: %p', (authorization) => {
    expect(() => new AdminGuard(adminKey).canActivate(asking(authorization))).toThrow('Bearer');
    expect(() => reads('identified').canActivate(asking(authorization))).toThrow('Bearer');
  });

  it('let everybody read where reads are open', () => {
    expect(reads('open').canActivate(asking(undefined))).toBe(true);
  });
});

function asking(authorization: string | undefined): ExecutionContext {
  const request = { headers: { authorization } };
  return { switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
}
