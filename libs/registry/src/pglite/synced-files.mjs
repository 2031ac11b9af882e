import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** Written as soon as an engine starts, before it looks at anything. */
const OF_THE_START = 'postmaster.pid';

/**
 * A folder for PGlite in which PostgreSQL's syncs are syncs; in PGlite's own they do nothing. A commit is then on the disk
 * when it is answered, and what a power cut leaves is what PostgreSQL recovers from by itself.
 */
export class SyncedFiles extends NodeFS {
  async init(pg, options) {
    const initialised = await super.init(pg, options);
    const { emscriptenOpts } = initialised;
    emscriptenOpts.preRun = [...(emscriptenOpts.preRun ?? []), ({ NODEFS }) => syncIn(NODEFS)];
    return initialised;
  }
}

/** Gives Emscripten's file system of Node, which has none, a sync of files and folders. */
function syncIn(files) {
  const { node_ops: nodes, stream_ops: streams } = files;
  /** Folders with new names in them. PostgreSQL trusts that a file's sync covers its name; POSIX doesn't say so. */
  const named = new Set();
  // An engine that was killed left its files to the operating system: the next one syncs all there are before it begins, one
  // after the other. That has been done before it was opened (`syncTree`), many at a time.
  let begun = false;
  const { mknod } = nodes;
  nodes.mknod = (parent, name, mode, device) => {
    named.add(files.realPath(parent));
    begun ||= name !== OF_THE_START;
    return mknod(parent, name, mode, device);
  };
  const { write } = streams;
  streams.write = (stream, buffer, offset, length, position) => {
    begun ||= stream.node.name !== OF_THE_START;
    return write(stream, buffer, offset, length, position);
  };
  streams.fsync = (stream) => {
    if (!begun) return 0;
    const folder = files.realPath(stream.node.parent);
    files.tryFSOperation(() => {
      fdatasyncSync(stream.nfd);
      if (named.delete(folder)) syncFolder(folder);
    });
    return 0;
  };
}

function syncFolder(folder) {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
