/** Neumaier's compensated sum: the result's error does not grow with the number of terms. */
export class CompensatedSum {
  private sum = 0;
  private compensation = 0;

  add(value: number): this {
    const total = this.sum + value;
    this.compensation +=
      Math.abs(this.sum) >= Math.abs(value) ? this.sum - total + value : value - total + this.sum;
    this.sum = total;
    return this;
  }

  get value(): number {
    return this.sum + this.compensation;
  }
}

/** Compensated sum of a list. */
export function compensatedSum(values: Iterable<number>): number {
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  return sum.value;
}

/** Adds vectors component by component, compensated, in the order given. */
export function sumVectors(vectors: readonly Float64Array[], length: number): Float64Array {
  const sum = new Float64Array(length);
  const compensation = new Float64Array(length);
  for (const vector of vectors) {
    for (let i = 0; i < length; i++) {
      const value = vector[i] ?? 0;
      if (value === 0) continue;
      const before = sum[i] ?? 0;
      const total = before + value;
      const lost = Math.abs(before) >= Math.abs(value) ? before - total + value : value - total + before;
      compensation[i] = (compensation[i] ?? 0) + lost;
      sum[i] = total;
    }
  }
  for (let i = 0; i < length; i++) sum[i] = (sum[i] ?? 0) + (compensation[i] ?? 0);
  return sum;
}
