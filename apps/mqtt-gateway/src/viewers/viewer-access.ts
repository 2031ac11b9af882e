import { type AdminKey, Caller, type Callers } from '@app/access';

/** Who may watch the live feed over MQTT as user `viewer`, and whether they still may. */
export interface ViewerAccess extends Pick<Callers, 'onChange' | 'renewed'> {
  /**
   * Who watches, or null for whoever is not let in. Rejects when the registry doesn't answer.
   * @param password what the CONNECT carried (undefined: nothing); a token where reads are identified
   */
  callerOf(password: string | undefined): Promise<Caller | null>;
}

/** Lets everybody in where reads are open, and else who brings a token that may read: a service's key, a person's, the administrator's. */
export class ViewersByToken implements ViewerAccess {
  constructor(
    private readonly reads: 'open' | 'identified',
    private readonly adminKey: Pick<AdminKey, 'verify'>,
    private readonly callers: Pick<Callers, 'identify' | 'onChange' | 'renewed'>,
  ) {}

  async callerOf(password: string | undefined): Promise<Caller | null> {
    if (this.reads === 'open') return Caller.reader;
    if (password === undefined) return null;
    if (this.adminKey.verify(password)) return Caller.administratorKey;
    const caller = await this.callers.identify(password);
    return caller?.may('read') ? caller : null;
  }

  renewed(caller: Caller): Promise<Caller | null> {
    return this.callers.renewed(caller);
  }

  onChange(listener: () => void): () => void {
    return this.callers.onChange(listener);
  }
}
