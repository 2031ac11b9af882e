// What alarms cost: CPU of the whole platform at an even rate with the rules of the seeds and with all of them disabled,
// interleaved (with, without, with, …).
// node bench/alarms.bench.mjs [--seconds 60] [--rate 5000] [--pairs 3] [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cameraPlaces, registerCameras } from './lib/cameras.mjs';
import { Platform } from './lib/platform.mjs';
import { ProcessMeter } from './lib/process-meter.mjs';
import { runLoad } from './lib/run-load.mjs';
import { allStored, CAMERAS, round } from './lib/throughput.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '5000' },
    pairs: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
});
const [seconds, rate, pairs] = [values.seconds, values.rate, values.pairs].map(Number);
const runs = { with: [], without: [] };
for (let i = 0; i < pairs; i++)
  for (const name of i % 2 === 0 ? ['with', 'without'] : ['without', 'with']) {
    const run = await measure(name === 'with');
    runs[name].push(run);
    console.error(
      `${name} rules: ${run.cpuSecondsPer100k} CPU s per 100,000, ${run.evaluations} evaluations`,
    );
  }
const median = (all) => all.map((run) => run.cpuSecondsPer100k).toSorted((a, b) => a - b)[all.length >> 1];
const summary = {
  with: median(runs.with),
  without: median(runs.without),
  cores: round(((median(runs.with) - median(runs.without)) * rate) / 100_000),
};
console.log(
  `medians at ${rate} messages a second: ${summary.with} CPU s per 100,000 with the rules, ${summary.without} without: ${summary.cores} of a core`,
);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ seconds, rate, runs, summary }, null, 2)}\n`);

async function measure(hasRules) {
  const platform = await Platform.start();
  try {
    if (!hasRules) await disableAll(platform);
    const credentials = await registerCameras(platform, cameraPlaces(CAMERAS, 'bench-cam'));
    const meter = new ProcessMeter(platform.pid);
    const load = await runLoad(credentials, { port: platform.ports.mqtt, seconds, rate }, () =>
      meter.start(),
    );
    await allStored(platform, load.acked);
    const { cpuSeconds } = meter.stop();
    const counted = (await platform.metrics()).matchAll(/^nhippho_alarm_evaluations_total\{.*\} (\d+)$/gm);
    return {
      messages: load.acked,
      cpuSecondsPer100k: round((cpuSeconds / load.acked) * 100_000),
      evaluations: [...counted].reduce((sum, [, n]) => sum + Number(n), 0),
    };
  } finally {
    await platform.stop();
  }
}

async function disableAll(platform) {
  const { items } = await platform.get('/api/v1/alarm-rules?limit=100');
  for (const { rule } of items) {
    const response = await fetch(`${platform.base}/api/v1/alarm-rules/${rule.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${platform.adminKey}` },
      body: JSON.stringify({ by: 'bench', rule: { ...rule, enabled: false } }),
    });
    if (!response.ok) throw new Error(`disabling ${rule.id}: ${response.status} ${await response.text()}`);
  }
}
