import { describe, expect, it } from '@jest/globals';
import { Caller } from '@app/access';
import { FakeCallers } from '@app/testing';
import { ViewersByToken } from './viewer-access.js';

const adminKey = { verify: (key: string) => key === 'admin' };

describe('ViewersByToken', () => {
  it('lets everybody in where reads are open', async () =>
    expect(await new ViewersByToken('open', adminKey, new FakeCallers()).callerOf(undefined)).toBe(
      Caller.reader,
    ));

  it('lets only who may read in where readers are identified', async () => {
    const callers = new FakeCallers();
    const access = new ViewersByToken('identified', adminKey, callers);

    expect(await access.callerOf('admin')).toBe(Caller.administratorKey);
    expect(await access.callerOf('hoa')).toBe(callers.caller);
    expect(await access.callerOf('other')).toBeNull();
    expect(await access.callerOf(undefined)).toBeNull();
    callers.caller = Caller.service('k-1', 'a key without a role', []);
    expect(await access.callerOf('hoa')).toBeNull();
  });
});
