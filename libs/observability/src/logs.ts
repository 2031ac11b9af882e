import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Hands out the structured loggers of a process, one a component. */
export class Logs {
  private readonly root: Logger;

  /**
   * @param level least severe level that is written
   * @param destination file descriptor or path; standard output by default
   */
  constructor(level: string, destination?: string | number) {
    const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
    this.root =
      destination === undefined
        ? pino(options)
        : pino(options, pino.destination({ dest: destination, mkdir: true, sync: true }));
  }

  /** A logger whose lines name `component`. */
  for(component: string): Logger {
    return this.root.child({ component });
  }
}
