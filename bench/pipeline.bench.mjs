// The whole platform against a plain Nest pipeline, with the same generator and the same messages, interleaved.
// node bench/pipeline.bench.mjs [--short] [--seconds 60] [--entry dist/apps/platform/src/main.js] [--json FILE]
// Needs a build (`npm run build`). The plain pipeline needs Mosquitto: its program, or Docker with eclipse-mosquitto:2.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { feedLatency } from './lib/feed-latency.mjs';
import { plainThroughput } from './lib/plain-throughput.mjs';
import { platformThroughput, round } from './lib/throughput.mjs';

const LATENCY_RATE = 5_000;
/** Messages that the plain pipeline gets: enough for half the time that the platform is given. */
const PLAIN_PER_SECOND = 4_000;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const medianOf = (runs, field) => median(runs.map((run) => run[field]));

/** Runs platform, plain and platform again (three times in the long form), then the latency to the feed. */
export async function pipelineBench({ seconds, isShort, entry, log = console.log }) {
  const platform = [];
  const plain = [];
  const runPlatform = async () => {
    log(`platform, flat out for ${seconds} s`);
    const run = await platformThroughput({ seconds, entry, log });
    platform.push(run);
    log(`  ${run.messagesPerSecond} msg/s, ${run.cpuSecondsPer100k} CPU s per 100,000`);
  };
  const runPlain = async () => {
    log('plain Nest pipeline');
    const run = await plainThroughput({ messages: PLAIN_PER_SECOND * seconds, log });
    if (run === null) return log('  left out: no Mosquitto here, neither as a program nor as a Docker image');
    plain.push(run);
    log(`  ${run.messagesPerSecond} msg/s, ${run.cpuSecondsPer100k} CPU s per 100,000`);
  };
  await runPlatform();
  await runPlain();
  if (!isShort) {
    await runPlatform();
    await runPlain();
    await runPlatform();
  }
  log(`latency to the feed at ${LATENCY_RATE} msg/s for ${seconds} s`);
  const latency = await feedLatency({ seconds, rate: LATENCY_RATE, entry });
  log(`  p50 ${latency.feedMs.p50} ms, p99 ${latency.feedMs.p99} ms`);
  return { seconds, platform, plain, latency, summary: summaryOf(platform, plain, latency) };
}

function summaryOf(platform, plain, latency) {
  const rate = medianOf(platform, 'messagesPerSecond');
  const cpu = medianOf(platform, 'cpuSecondsPer100k');
  const ours = {
    messagesPerSecond: rate,
    cpuSecondsPer100k: cpu,
    rssAnonSlopeMbPerMinute: median(platform.map((run) => run.rssAnonMb.slopePerMinute)),
    feedP50Ms: latency.feedMs.p50,
    feedP99Ms: latency.feedMs.p99,
  };
  if (plain.length === 0) return { platform: ours, plain: null, ratio: null };
  const peer = {
    messagesPerSecond: medianOf(plain, 'messagesPerSecond'),
    cpuSecondsPer100k: medianOf(plain, 'cpuSecondsPer100k'),
    brokerCpuSecondsPer100k: medianOf(plain, 'brokerCpuSecondsPer100k'),
  };
  const ratio = {
    messagesPerSecond: round(rate / peer.messagesPerSecond),
    cpu: round(peer.cpuSecondsPer100k / cpu),
    cpuWithBroker: round((peer.cpuSecondsPer100k + peer.brokerCpuSecondsPer100k) / cpu),
  };
  return { platform: ours, plain: peer, ratio };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      entry: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const seconds = Number(values.seconds ?? (values.short ? 15 : 60));
  const result = await pipelineBench({ seconds, isShort: values.short, entry: values.entry });
  const text = JSON.stringify(result, null, 2);
  if (values.json === undefined) console.log(text);
  else writeFileSync(values.json, `${text}\n`);
}
