import type { AppConfig } from '@app/config';
import type { Demonstration } from '../virtual-city/demonstration-device.js';

const tty = process.stdout.isTTY;
const OK = tty ? '\u001B[32m✓\u001B[0m' : '✓';
const BAD = tty ? '\u001B[31m✗\u001B[0m' : '✗';

/** One line on the terminal. */
export function print(text: string, kind: 'ok' | 'bad' | 'plain' = 'ok'): void {
  const stream = kind === 'bad' ? process.stderr : process.stdout;
  stream.write(kind === 'plain' ? `${text}\n` : `${kind === 'ok' ? OK : BAD} ${text}\n`);
}

/** Says where to look and how to send a reading of one's own. */
export function announce(what: {
  config: AppConfig;
  page: boolean;
  demonstration: Demonstration;
  city: string;
}): void {
  const { config, demonstration } = what;
  const host = hostOf(config.mqttBind);
  const http = `http://${hostOf(config.httpBind)}:${config.httpPort}`;
  const { httpTls, mqttTls } = config;
  const reading = `{"ts":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'","period":60,"n":{"motorcycle":41,"car":9},"speed":31.5}`;
  print(what.city);
  print('', 'plain');
  if (what.page) print(`  Page    ${http}/`, 'plain');
  print(`  API     ${http}/api/docs`, 'plain');
  print(`  MQTT    mqtt://${host}:${config.mqttPort}`, 'plain');
  if (httpTls) print(`  TLS     https://${hostOf(config.bind)}:${httpTls.port}/`, 'plain');
  if (mqttTls) print(`  TLS     mqtts://${hostOf(config.bind)}:${mqttTls.port}`, 'plain');
  print(`  Log     ${config.dataDir}/platform.log`, 'plain');
  print(
    demonstration.newAdminKey
      ? `  Key     ${demonstration.newAdminKey}   (administrator; shown this once, kept in ${config.dataDir}/admin.key)`
      : `  Key     in ${config.dataDir}/admin.key (administrator)`,
    'plain',
  );
  print('\n  Put a reading of your own on the page:\n', 'plain');
  print(
    `  mosquitto_pub -h ${host} -p ${config.mqttPort} -q 1 -u ${demonstration.device} -P ${demonstration.secret} ` +
      `-t telemetry/${demonstration.device} -m '${reading}'`,
    'plain',
  );
  print(
    `  curl -u ${demonstration.device}:${demonstration.secret} -H 'content-type: application/json' ` +
      `-d '${reading}' ${http}/ingest/v1/telemetry`,
    'plain',
  );
  print('\n  Ctrl-C stops.\n', 'plain');
}

/** A host by which this machine reaches what is bound to an address. */
function hostOf(bind: string): string {
  return bind === '0.0.0.0' || bind === '::' ? '127.0.0.1' : bind;
}
