/** When a piece of work began, on both clocks: one says when it was, the other how long things took. */
export interface Beginning {
  /** Epoch ms. */
  readonly at: number;
  /** ms of `performance.now()`. */
  readonly monotonic: number;
}

/** A beginning now. */
export function beginning(): Beginning {
  return { at: Date.now(), monotonic: performance.now() };
}

/** Epoch ms, with fractions, on a clock that doesn't jump since `began`. */
export function timeSince({ at, monotonic }: Beginning): number {
  return at + performance.now() - monotonic;
}
