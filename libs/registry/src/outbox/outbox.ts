/** Something to be delivered to the outside once. */
export interface NewDelivery {
  /** Who delivers it: `email`, `webhook` … */
  readonly channel: string;
  /** Name of what it tells, unique in its channel: putting it again changes nothing. */
  readonly key: string;
  /** Whom it goes to, as the channel understands it. */
  readonly target: string;
  readonly body: unknown;
  /** Not before, epoch ms; now when left out. */
  readonly dueAt?: number | undefined;
}

/** A delivery as it was handed out. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly key: string;
  readonly target: string;
  readonly body: unknown;
  /** Attempts begun, this one included: a crash counts. */
  readonly attempts: number;
  readonly madeAt: number;
}

export type DeliveryState = 'waiting' | 'sent' | 'failed';

/** A delivery with what became of it. Times are epoch ms. */
export interface Delivery extends ClaimedDelivery {
  readonly state: DeliveryState;
  readonly dueAt: number;
  readonly error: string | null;
  readonly doneAt: number | null;
}
