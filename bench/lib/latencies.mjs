/** Counts of times in logarithmic classes, 5 % wide: quantiles of millions of values in 4 kB. */
export class Latencies {
  #classes = new Float64Array(400);
  count = 0;
  max = 0;

  add(ms, times = 1) {
    const i = ms <= 0.01 ? 0 : Math.min(399, Math.ceil(Math.log(ms / 0.01) / Math.log(1.05)));
    this.#classes[i] += times;
    this.count += times;
    if (ms > this.max) this.max = ms;
  }

  /** Upper end of the class that holds the quantile, in ms. */
  quantile(q) {
    let left = q * this.count;
    for (let i = 0; i < 400; i++) {
      left -= this.#classes[i];
      if (left <= 0) return Math.min(this.max, 0.01 * 1.05 ** i);
    }
    return this.max;
  }

  summary() {
    const round = (ms) => Math.round(ms * 10) / 10;
    return {
      p50: round(this.quantile(0.5)),
      p99: round(this.quantile(0.99)),
      max: round(this.max),
      count: this.count,
    };
  }
}
