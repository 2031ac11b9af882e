/** What a connection does with its packets once it knows who is there. */
export interface Session {
  /** False when this packet can't be taken now: the session has blocked the connection and will unblock it. */
  mayTake(header: number): boolean;
  /** Takes one whole packet, `buffer[start, end)` after the fixed header. */
  packet(header: number, buffer: Buffer, start: number, end: number): void;
  /** The packet's announced size is over the limit; the connection is closed after this. */
  tooLarge(announced: number): void;
  /** The socket takes output again. */
  writable(): void;
  /** The connection is over. `abnormal`: without the client's DISCONNECT, or with its wish for the will. */
  ended(abnormal: boolean): void;
}
