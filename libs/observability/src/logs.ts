import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Bytes of lines that wait while they can't be written; more are dropped. */
const MOST_WAITING = 1 << 20;

/** Hands out the structured loggers of a process, one a component. */
export class Logs {
  private readonly root: Logger;

  /**
   * @param level least severe level that is written
   * @param destination file descriptor or path; standard output by default
   */
  constructor(level: string, destination?: string | number) {
    const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
    this.root = destination === undefined ? pino(options) : pino(options, fileOf(destination));
  }

  /** A logger whose lines name `component`. */
  for(component: string): Logger {
    return this.root.child({ component });
  }
}

/** A full disk must not end the process that has to say so: what can't be written waits, or is lost. */
function fileOf(destination: string | number): ReturnType<typeof pino.destination> {
  const file = pino.destination({ dest: destination, mkdir: true, sync: true, maxLength: MOST_WAITING });
  file.on('error', () => undefined);
  return file;
}
