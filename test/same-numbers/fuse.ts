/** A process that can be killed: everything that it does to the outside goes through stores wrapped here. */
export class Fuse {
  private left = Infinity;
  private isAfter = false;
  isBurnt = false;

  /** Lets `calls` more calls through; the next one kills, before or after it has taken effect. */
  light(calls: number, isAfter: boolean): void {
    this.left = calls;
    this.isAfter = isAfter;
  }

  /** The object with the named methods under the fuse, all others as they are. */
  guard<T extends object>(store: T, methods: readonly (keyof T)[]): T {
    return new Proxy(store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const method = value.bind(target) as (...args: unknown[]) => unknown;
        return methods.includes(name as keyof T)
          ? (...args: unknown[]) => this.call(() => method(...args))
          : method;
      },
    });
  }

  private async call(run: () => unknown): Promise<unknown> {
    if (this.isBurnt) throw new Error('the process is gone');
    const isLast = this.left-- <= 0;
    if (isLast) this.isBurnt = true;
    if (isLast && !this.isAfter) throw new Error('killed before a call');
    const result = await run();
    if (isLast) throw new Error('killed after a call');
    return result;
  }
}
