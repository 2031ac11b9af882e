// @ts-check
// JavaScript, since Node starts a thread by itself: the same file is there in a build and under test.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

/** @import { Asked, Told } from './engine-thread.js' */

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const { folder, probe } = /** @type {{ folder: string; probe: string | null }} */ (workerData);
/** @type {(told: Told, transfer?: ArrayBuffer[]) => void} */
const tell = (told, transfer = []) => port.postMessage(told, transfer);

const db = await PGlite.create(folder);
if (probe !== null) await db.exec(probe);

/** @param {Uint8Array} bytes */
async function answer(bytes) {
  // Its own bytes alone: what the engine returns is a part of something larger.
  const said = Uint8Array.from(await db.execProtocolRaw(bytes));
  tell(said, [said.buffer]);
}

async function close() {
  await db.close();
  tell('closed');
  port.close();
}

/** @param {unknown} error */
const fail = (error) => tell({ error: error instanceof Error ? error.message : String(error) });

port.on('message', (/** @type {Asked} */ asked) => {
  if (asked === 'there?') tell('here');
  else (asked === 'close' ? close() : answer(asked)).catch(fail);
});
tell('open');
