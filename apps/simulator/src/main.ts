import { pino } from 'pino';
import { HELP, parseOptions } from './cli/options.js';
import { runSimulator } from './send/run-simulator.js';
import { readTruth } from './truth/truth-file.js';
import { tellTruth } from './truth/tell-truth.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) return print(HELP);
  if (options.kpis !== null) {
    if (options.truth === null) throw new Error('--kpis needs a truth file');
    return print(JSON.stringify(tellTruth(readTruth(options.truth.path), options.kpis), null, 2));
  }
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  // A parent that dies hard sends no signal, but its channel closes. Unreferenced, the channel keeps no finished run alive.
  process.once('disconnect', () => stop.abort());
  const told = options.whenTold ? toldToBegin(stop.signal) : Promise.resolve();
  void told.then(() => process.channel?.unref());
  const log = pino({ name: 'simulator', enabled: options.log }, pino.destination({ fd: 2, sync: true }));
  await runSimulator(options, told, stop.signal, print, log);
}

/** Resolves at the parent's word, or when there is no more to wait for. */
function toldToBegin(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    process.once('message', () => resolve());
    signal.addEventListener('abort', () => resolve());
  });
}

try {
  await main();
  process.exitCode = 0;
} catch (error) {
  process.stderr.write(`simulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
