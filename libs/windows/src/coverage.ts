/** Union of time spans [from, to) in ms. Nearly always one or two spans: each reading extends the last. */
export class Coverage {
  /** from, to, from, to …; ascending, apart from each other. */
  private spans: number[] = [];

  /** Adds a span; an empty one is no span. */
  add(from: number, to: number): void {
    if (to <= from) return;
    const spans = this.spans;
    const last = spans.length - 2;
    if (last >= 0 && from >= (spans[last] ?? 0) && from <= (spans[last + 1] ?? 0)) {
      spans[last + 1] = Math.max(spans[last + 1] ?? 0, to);
      return;
    }
    const kept: number[] = [];
    let [start, end] = [from, to];
    let at = 0;
    for (; at < spans.length && (spans[at + 1] ?? 0) < start; at += 2)
      kept.push(spans[at] ?? 0, spans[at + 1] ?? 0);
    for (; at < spans.length && (spans[at] ?? 0) <= end; at += 2) {
      start = Math.min(start, spans[at] ?? 0);
      end = Math.max(end, spans[at + 1] ?? 0);
    }
    this.spans = [...kept, start, end, ...spans.slice(at)];
  }

  /** Milliseconds of [from, to) that are covered. */
  within(from: number, to: number): number {
    let sum = 0;
    for (let i = 0; i < this.spans.length; i += 2)
      sum += Math.max(0, Math.min(to, this.spans[i + 1] ?? 0) - Math.max(from, this.spans[i] ?? 0));
    return sum;
  }

  /** Forgets spans that end at or before a time. */
  forgetBefore(time: number): void {
    let gone = 0;
    while (gone < this.spans.length && (this.spans[gone + 1] ?? 0) <= time) gone += 2;
    if (gone > 0) this.spans.splice(0, gone);
  }
}
