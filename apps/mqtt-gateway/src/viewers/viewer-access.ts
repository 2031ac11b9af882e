/** Who may watch the live feed over MQTT as user `viewer`. */
export abstract class ViewerAccess {
  /**
   * True when a viewer with this password (undefined: none given) is let in.
   * @param password what the CONNECT carried; a token where reads are identified
   */
  abstract admits(password: string | undefined): boolean | Promise<boolean>;
}

/** Lets everybody in where reads are open, and nobody where readers must be identified. */
export class OpenViewerAccess extends ViewerAccess {
  constructor(private readonly reads: 'open' | 'identified') {
    super();
  }

  admits(): boolean {
    return this.reads === 'open';
  }
}
