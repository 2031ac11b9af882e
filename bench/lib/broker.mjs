// A Mosquitto for the plain pipeline: the installed one, else the image, else none.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort, until } from './platform.mjs';

const IMAGE = 'eclipse-mosquitto:2';
// Set so that nothing is dropped: with its defaults Mosquitto throws away what a slow subscriber has not taken.
const settings = (port) => `listener ${port} 127.0.0.1
allow_anonymous true
persistence false
max_queued_messages 0
max_inflight_messages 1000
set_tcp_nodelay true
log_dest none
`;

function installed() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, 'mosquitto')).find((file) => existsSync(file));
}

function dockerHasImage() {
  try {
    execFileSync('docker', ['image', 'inspect', IMAGE], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(undefined));
    socket.on('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}

/** Starts a broker; null when this machine has neither the program nor the image. */
export async function startBroker() {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'nhippho-broker-'));
  const file = join(dir, 'mosquitto.conf');
  writeFileSync(file, settings(port), { mode: 0o644 });
  const program = installed();
  let broker;
  if (program !== undefined) {
    const child = spawn(program, ['-c', file], { stdio: 'ignore' });
    broker = { name: 'mosquitto', pid: child.pid, stop: () => child.kill() };
  } else if (dockerHasImage()) {
    const run = ['run', '-d', '--rm', '--network', 'host', '-v', `${dir}:/bench:ro`, IMAGE];
    const id = execFileSync('docker', [...run, 'mosquitto', '-c', '/bench/mosquitto.conf'], {
      encoding: 'utf8',
    }).trim();
    const pid = execFileSync('docker', ['inspect', '-f', '{{.State.Pid}}', id], { encoding: 'utf8' });
    const stop = () => execFileSync('docker', ['kill', id], { stdio: 'ignore' });
    broker = { name: `mosquitto (${IMAGE})`, pid: Number(pid), stop };
  } else {
    rmSync(dir, { recursive: true });
    return null;
  }
  try {
    await until('the broker to answer', () => answers(port), { seconds: 20, everyMs: 100 });
  } catch (error) {
    broker.stop();
    throw error;
  }
  const stop = () => {
    broker.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { ...broker, port, stop };
}
