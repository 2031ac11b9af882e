import { GenericContainer } from 'testcontainers';
import { OwnedContainers } from '../src/engines/owned-containers.js';

// Starts a container, prints its id, and lives on until it is ended.
const container = await new OwnedContainers().start(
  new GenericContainer('eclipse-mosquitto:2').withExposedPorts(1883),
);
process.stdout.write(`${container.getId()}\n`);
setInterval(() => undefined, 60_000);
