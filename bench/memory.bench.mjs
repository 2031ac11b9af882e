// Whether memory stays flat: one long flat-out run with everything on, until each message is stored.
// node bench/memory.bench.mjs [--seconds 600] [--entry dist/apps/platform/src/main.js] [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { platformThroughput } from './lib/throughput.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    entry: { type: 'string' },
    json: { type: 'string' },
  },
});
const run = await platformThroughput({
  seconds: Number(values.seconds),
  entry: values.entry,
  log: console.log,
});
const { start, median, max, end, slopePerMinute } = run.rssAnonMb;
console.log(
  `${run.messages} messages, ${run.messagesPerSecond} msg/s until stored, ${run.cpuSecondsPer100k} CPU s per 100,000`,
);
console.log(`RssAnon in MB: start ${start}, median ${median}, greatest ${max}, end ${end}`);
console.log(`trend of the second half: ${slopePerMinute} MB a minute`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(run, null, 2)}\n`);
