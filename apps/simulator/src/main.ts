import { pino } from 'pino';
import { HELP, parseOptions } from './cli/options.js';
import { runSimulator } from './send/run-simulator.js';
import { readTruth } from './truth/truth-file.js';
import { truthKpis } from './truth/truth-kpis.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) return print(HELP);
  if (options.kpis !== null) {
    if (options.truth === null) throw new Error('--kpis needs a truth file');
    print(
      JSON.stringify(Object.fromEntries(truthKpis(readTruth(options.truth.path), options.kpis)), null, 2),
    );
    return;
  }
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  const log = pino({ name: 'simulator', enabled: options.log }, pino.destination({ fd: 2, sync: true }));
  await runSimulator(options, stop.signal, print, log);
}

try {
  await main();
  process.exitCode = 0;
} catch (error) {
  process.stderr.write(`simulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
