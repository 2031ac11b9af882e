/** Who may watch the live feed over MQTT as user `viewer`. */
export abstract class ViewerAccess {
  /**
   * True when a viewer with this password (undefined: none given) is let in.
   * @param password what the CONNECT carried; a token where reads are identified
   */
  abstract admits(password: string | undefined): boolean | Promise<boolean>;
}

/** Lets everybody in where reads are open, and else who brings a token that is accepted. */
export class OpenViewerAccess extends ViewerAccess {
  constructor(
    private readonly reads: 'open' | 'identified',
    private readonly isToken: (token: string) => boolean = () => false,
  ) {
    super();
  }

  admits(password: string | undefined): boolean {
    return this.reads === 'open' || (password !== undefined && this.isToken(password));
  }
}
