// A platform of its own for a benchmark: a child process with an empty data folder, and its interface as a user has it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PLATFORM_NODE_OPTIONS } from '../../tools/lib/node-options.mjs';

export const root = dirname(dirname(import.meta.dirname));
export const defaultEntry = join(root, 'dist', 'apps', 'platform', 'src', 'main.js');

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Waits until `isDone` answers something other than undefined. */
export async function until(what, isDone, { seconds, everyMs }) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await isDone();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`gave up after ${seconds} s waiting for ${what}`);
    await delay(everyMs);
  }
}

export class Platform {
  static async start({ entry = defaultEntry, nodeOptions = [], env = {} } = {}) {
    const [http, mqtt, metrics] = [await freePort(), await freePort(), await freePort()];
    const platform = new Platform();
    platform.dataDir = mkdtempSync(join(tmpdir(), 'nhippho-bench-'));
    platform.ports = { http, mqtt, metrics };
    platform.base = `http://127.0.0.1:${http}`;
    let output = '';
    const child = spawn(process.execPath, [...PLATFORM_NODE_OPTIONS, ...nodeOptions, entry], {
      cwd: root,
      env: {
        ...process.env,
        NHIPPHO_DATA: platform.dataDir,
        NHIPPHO_HTTP_PORT: String(http),
        NHIPPHO_MQTT_PORT: String(mqtt),
        NHIPPHO_METRICS_PORT: String(metrics),
        NHIPPHO_SIMULATOR: 'off',
        NHIPPHO_DEVICE_RATE: '1000000',
        NHIPPHO_DEVICE_BURST: '10000000',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    platform.child = child;
    await until(
      'the platform to be ready',
      async () => {
        if (child.exitCode !== null) throw new Error(`the platform ended:\n${output}`);
        const response = await fetch(`${platform.base}/ready`).catch(() => null);
        return response?.ok ? true : undefined;
      },
      { seconds: 60, everyMs: 100 },
    );
    platform.adminKey = readFileSync(join(platform.dataDir, 'admin.key'), 'utf8').trim();
    return platform;
  }

  get pid() {
    return this.child.pid;
  }

  async get(path) {
    const response = await fetch(this.base + path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async post(path, body) {
    const response = await fetch(this.base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.adminKey}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Registers a station with one camera on it; resolves to the camera's credential. */
  async register(id, { lat, lon }) {
    const segment = { lengthKm: 1, lanes: 2, freeFlowKmh: 50 };
    await this.post('/api/v1/stations', {
      id: `st-${id}`,
      name: `Trạm đo tải ${id}`,
      kind: 'traffic',
      lat,
      lon,
      segment,
    });
    const device = {
      id,
      station: `st-${id}`,
      profile: 'camera',
      cadence: 1,
      lanes: [1],
      direction: 'inbound',
    };
    return (await this.post('/api/v1/devices', device)).credential;
  }

  /** What became of all readings, summed over devices and hours. */
  async ledger() {
    const sum = { received: 0, stored: 0, corrected: 0, duplicate: 0, inFlight: 0, rejected: {} };
    let after = '';
    do {
      const page = await this.get(`/api/v1/ledger?limit=1000${after}`);
      for (const item of page.items) {
        for (const key of ['received', 'stored', 'corrected', 'duplicate', 'inFlight']) sum[key] += item[key];
        for (const [reason, n] of Object.entries(item.rejected))
          sum.rejected[reason] = (sum.rejected[reason] ?? 0) + n;
      }
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
    } while (after !== '');
    return sum;
  }

  /** The metrics text; reading it starts the event-loop histogram anew. */
  async metrics() {
    return (await fetch(`http://127.0.0.1:${this.ports.metrics}/metrics`)).text();
  }

  /** 99 % of the event loop's delays since the metrics were last read, in ms. */
  async eventLoopP99Ms() {
    const seconds = /^nhippho_nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(await this.metrics())?.[1];
    return Math.round(Number(seconds) * 10_000) / 10;
  }

  /** Stops it and removes its data. */
  async stop() {
    if (this.child.exitCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      const isLate = await Promise.race([ended.then(() => false), delay(30_000, true, { ref: false })]);
      if (isLate) this.child.kill('SIGKILL');
      await ended;
    }
    this.removeData();
  }

  removeData() {
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
