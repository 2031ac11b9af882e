// The page of all metrics, by where they are defined.
const PARTS = [
  ['apps/mqtt-gateway/', 'Gateway'],
  ['apps/stream-processor/', 'Stream processor'],
  ['apps/kpi-service/', 'KPI service'],
  ['apps/city-api/', 'City API'],
  ['apps/', 'Other applications'],
  ['libs/event-log/', 'Event log'],
  ['libs/time-series/', 'Time series'],
  ['libs/registry/', 'Registry'],
  ['libs/', 'Every process'],
];

/** The page in Markdown. */
export function metricsPage(definitions) {
  const left = new Set(definitions);
  const sections = PARTS.flatMap(([folder, title]) => {
    const own = [...left].filter(({ file }) => file.startsWith(folder));
    for (const metric of own) left.delete(metric);
    return own.length === 0 ? [] : [`## ${title}\n\n${table(own)}`];
  });
  return `# Metrics

<!-- Made by \`npm run docs\` from the code; do not edit by hand. -->

Every process serves \`/metrics\` on \`NHIPPHO_METRICS_PORT\` in the Prometheus text format. Units are seconds, bytes or what the
name says; counters end in \`_total\`; histograms have \`_bucket\`, \`_sum\` and \`_count\`. No label has more values than the
code has words for, or the event log partitions: never a device. Alerts on them: [alerts.md](../operations/alerts.md).

${sections.join('\n\n')}

## Node.js

\`nhippho_process_*\` and \`nhippho_nodejs_*\` are prom-client's metrics of the process: \`nhippho_process_cpu_seconds_total\`,
\`nhippho_process_resident_memory_bytes\`, \`nhippho_process_open_fds\`, \`nhippho_nodejs_heap_size_used_bytes\`,
\`nhippho_nodejs_gc_duration_seconds\`, \`nhippho_nodejs_eventloop_lag_p99_seconds\` (since it was last read) and others.
`;
}

function table(metrics) {
  const rows = metrics.map(({ name, kind, labels, help }) => {
    const shown = labels.length === 0 ? '–' : labels.map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${kind} | ${shown} | ${help.replaceAll('|', '\\|')} |`;
  });
  return `| Metric | Kind | Labels | Meaning |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
}
