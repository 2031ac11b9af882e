import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Logs } from './logs.js';

describe('Logs', () => {
  (existsSync('/dev/full') ? it : it.skip)('outlives a disk that has no room for its lines', () => {
    const log = new Logs('info', '/dev/full').for('event-log');

    for (let i = 0; i < 10; i++) expect(() => log.error({ i }, 'no space left on device')).not.toThrow();
  });
});
