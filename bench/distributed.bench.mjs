// QoS 1 PUBLISH → Kafka → InfluxDB: the services against the pipeline of the NestJS documentation, in turn, with the
// same generator and messages. Starts the engines in Docker unless NHIPPHO_TEST_KAFKA, _INFLUX1 and _POSTGRES name them.
// node --import ./libs/testing/src/typescript-hooks.mjs bench/distributed.bench.mjs [--messages 300000] [--plain 30000] [--json FILE]
// Needs a build (`npm run build`).
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { INFLUX1_LOGIN } from '../libs/testing/src/engines/engines.ts';
import { createDatabase } from '../libs/testing/src/engines/fresh.ts';
import { startEngines } from '../libs/testing/src/engines/start-engines.ts';
import { distributedThroughput } from './lib/distributed-throughput.mjs';
import { plainDistributed } from './lib/plain-distributed.mjs';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '300000' },
    plain: { type: 'string', default: '30000' },
    rounds: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
});
const stopEngines = await startEngines(process.env);
if (!process.env['NHIPPHO_TEST_KAFKA']) {
  console.log('left out: Docker does not answer, and NHIPPHO_TEST_KAFKA names no broker');
  process.exit(0);
}
try {
  const kafka = needed('NHIPPHO_TEST_KAFKA');
  const influx = needed('NHIPPHO_TEST_INFLUX1');
  const makeTopic = async (topic) => {
    const admin = new Kafka({ brokers: [kafka], logLevel: logLevel.ERROR }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 12 }], waitForLeaders: true });
    await admin.disconnect();
  };
  const ours = [];
  const plain = [];
  const log = console.log;
  for (let round = 0; round < Number(values.rounds); round++) {
    log('services');
    const database = await createDatabase();
    const engines = { kafka, influx, login: INFLUX1_LOGIN, postgres: database.url };
    ours.push(await distributedThroughput({ messages: Number(values.messages), engines, log }));
    await database.drop();
    log(JSON.stringify(ours.at(-1)));
    log('plain Nest pipeline');
    plain.push(await plainDistributed({ messages: Number(values.plain), engines, makeTopic, log }));
    log(JSON.stringify(plain.at(-1)));
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ ours, plain }, null, 2)}\n`);
} finally {
  await stopEngines();
}

function needed(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set and Docker does not answer`);
  return value;
}
