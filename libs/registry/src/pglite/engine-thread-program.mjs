// What runs in the thread of EngineThread (engine-thread.ts has the types of what is asked and told). JavaScript, since Node
// starts a thread by itself: the same file is there in a build and under test.
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { SyncedFiles } from './synced-files.mjs';

// A function is compiled a second time, better, after a hundred times as much work as V8 would wait for: what only runs
// while a registry opens isn't worth it. Making one in memory took 3.2 CPU s instead of 4.1, and 12,000 statements no longer.
setFlagsFromString('--wasm-tiering-budget=180000000');

// A commit waits for its sync, which of the two ways to ask for one only `fsync` reaches (`fdatasync` is left out in PGlite).
const SYNCED = [...PGlite.defaultStartParams.filter((one) => one !== '-F'), '-c', 'wal_sync_method=fsync'];

const { folder, probe } = workerData;
const tell = (told, transfer = []) => parentPort.postMessage(told, transfer);
const db = await (folder.includes('://')
  ? PGlite.create(folder)
  : PGlite.create({ fs: new SyncedFiles(folder), startParams: SYNCED }));
if (probe !== null) await db.exec(probe);

async function answer(bytes) {
  // Each piece is a view of the engine's memory. The call that returns them whole also keeps what they say, for good.
  const pieces = [];
  await db.execProtocolRawStream(bytes, { onRawData: (piece) => pieces.push(piece.slice()) });
  const said = whole(pieces);
  tell(said, [said.buffer]);
}

function whole(pieces) {
  if (pieces.length === 1) return pieces[0];
  const said = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    said.set(piece, at);
    at += piece.length;
  }
  return said;
}

async function close() {
  await db.close();
  tell('closed');
  parentPort.close();
}

parentPort.on('message', (asked) => {
  if (asked === 'there?') tell('here');
  else
    (asked === 'close' ? close() : answer(asked)).catch((error) =>
      tell({ error: error instanceof Error ? error.message : String(error) }),
    );
});
tell('open');
