// The page that bench/results shows, made from latest.json.

const GOALS = [
  ['messages a second, PUBLISH to stored', 'messagesPerSecond', '≥ 30,000', (v) => v >= 30_000],
  ['CPU seconds per 100,000 messages', 'cpuSecondsPer100k', '≤ 4', (v) => v <= 4],
  ['PUBLISH to KPI feed at 5,000 msg/s, p50, ms', 'feedP50Ms', '', () => true],
  ['PUBLISH to KPI feed at 5,000 msg/s, p99, ms', 'feedP99Ms', '< 2,000', (v) => v < 2_000],
  ['RssAnon, trend of the second half, MB a minute', 'rssAnonSlopeMbPerMinute', 'flat', (v) => v < 60],
];

const number = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });
const row = (...cells) => `| ${cells.join(' | ')} |`;

/** Markdown of a result of tools/bench.mjs. */
export function report(result) {
  const { machine, pipeline, parts } = result;
  const lines = [
    '# Benchmark results',
    '',
    `Made by \`${result.command}\` on ${result.date.slice(0, 16).replace('T', ' ')} UTC ${result.commit === null ? 'on a build made beforehand' : `at ${result.commit}`}; the numbers of every run are in \`latest.json\`.`,
    '',
    `Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.os}, Node ${machine.node}; load average before the start ${machine.loadBefore}. The generator runs on the same machine. Where others were at work on it, rates are too low by what they took: CPU per message leads.`,
    '',
  ];
  if (pipeline !== null) lines.push(...pipelineLines(pipeline));
  for (const [name, output] of Object.entries(parts))
    lines.push(`## ${name}`, '', '```text', ...output, '```', '');
  return `${lines.join('\n').trim()}\n`;
}

function pipelineLines({ seconds, platform, plain, latency, summary }) {
  const lines = [
    '## Pipeline',
    '',
    `200 cameras, each with a connection and a credential, MQTT 3.1.1 QoS 1, 350-byte native JSON, at most 64 in flight a connection; authentication, validation, ledger, windows and KPIs on. Flat out, ${seconds} s, runs: ${platform.length}; medians. A message is stored when the ledger says so, that is, when its point and its window are durable.`,
    '',
    row('', 'platform', 'goal', ''),
    row('---', '---:', '---:', '---'),
    ...GOALS.map(([what, field, goal, isMet]) => {
      const value = summary.platform[field];
      return row(what, number(value), goal, goal === '' ? '' : isMet(value) ? 'met' : 'missed');
    }),
    '',
  ];
  if (summary.ratio === null) lines.push('The plain Nest pipeline was left out: no Mosquitto here.', '');
  else {
    const { plain: peer, ratio } = summary;
    lines.push(
      `Against the plain Nest pipeline of \`bench/plain\` (${plain[0].broker}, \`Transport.MQTT\`, class-validator, up to 1,000 rows a write into the same store; no ledger, no windows, no KPIs, acknowledged before stored), ${number(plain[0].messages)} messages, runs: ${plain.length}, between those of the platform:`,
      '',
      row('', 'platform', 'plain', 'ratio'),
      row('---', '---:', '---:', '---:'),
      row(
        'messages a second',
        number(summary.platform.messagesPerSecond),
        number(peer.messagesPerSecond),
        `${ratio.messagesPerSecond}`,
      ),
      row(
        'CPU seconds per 100,000',
        number(summary.platform.cpuSecondsPer100k),
        `${number(peer.cpuSecondsPer100k)} (broker apart: ${number(peer.brokerCpuSecondsPer100k)})`,
        `${ratio.cpu} (with its broker ${ratio.cpuWithBroker})`,
      ),
      '',
      'The broker takes the whole load at once and queues it, so that most of the time the plain pipeline has the machine without the generator; the platform never has.',
      '',
    );
  }
  lines.push(...runLines(platform, latency));
  return lines;
}

function runLines(platform, latency) {
  const memory = ({ start, median, max, end }) => `${start} / ${median} / ${max} / ${end}`;
  return [
    row(
      'run',
      'messages',
      'msg/s',
      'CPU s per 100,000',
      'RssAnon start / median / max / end MB',
      'event loop p99 ms',
      'PUBACK p50 / p99 ms',
    ),
    row('---', '---:', '---:', '---:', '---:', '---:', '---:'),
    ...[...platform.map((run, i) => [`flat out ${i + 1}`, run]), ['5,000 msg/s', latency]].map(
      ([name, run]) =>
        row(
          name,
          run.messages === undefined ? '' : number(run.messages),
          number(run.messagesPerSecond),
          number(run.cpuSecondsPer100k),
          memory(run.rssAnonMb),
          run.eventLoopP99Ms,
          `${run.pubackMs.p50} / ${run.pubackMs.p99}`,
        ),
    ),
    '',
    `Latency run: ${latency.feedMs.count} probes, longest ${latency.feedMs.max} ms, ${latency.probesMissing} not seen.${latency.feedMs.count < 100 ? ' With fewer than 100 probes the p99 is the longest.' : ''}`,
    '',
  ];
}
