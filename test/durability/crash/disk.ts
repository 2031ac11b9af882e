import { dirname } from 'node:path';
import type { TraceEvent } from '../trace/events.js';
import type { Chance } from './chance.js';
import { FileContent, type Survival } from './file-content.js';

/** A change to the names in a folder that no sync of the folder has covered yet. */
type NameChange =
  | { readonly kind: 'set'; readonly path: string; readonly file: number | 'folder' }
  | { readonly kind: 'move'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string };

/** A file or folder after the crash. */
export type Found = { readonly kind: 'folder' } | { readonly kind: 'file'; readonly bytes: Buffer };

/**
 * The disk under a recorded process, as strictly as POSIX has it: bytes are sure once their file was synced, names once
 * their folder was. What is not sure may be there, in part, in any order, or not.
 */
export class Disk {
  private readonly contents = new Map<number, FileContent>();
  /** Sure names, and what the running process sees. */
  private readonly sure = new Map<string, number | 'folder'>();
  private readonly seen = new Map<string, number | 'folder'>();
  private readonly names = new Map<string, NameChange[]>();
  private readonly folderSyncs = new Map<string, number[]>();
  private readonly folderOf = new Map<number, string>();
  /** Files that were mapped for writing, and so can't be trusted to be as recorded. */
  readonly mapped = new Set<string>();

  take(event: TraceEvent): void {
    switch (event.kind) {
      case 'open':
        return this.opened(event.file, event.path, event.created);
      case 'write':
        if (event.atOnce) this.content(event.file).addDurable(event.at, event.bytes);
        else this.content(event.file).add({ kind: 'write', at: event.at, bytes: event.bytes });
        return;
      case 'truncate':
        return this.content(event.file).add({ kind: 'size', size: event.size });
      case 'sync-begin':
        return this.syncBegins(event.file);
      case 'sync-end':
        return this.syncEnds(event.file, event.errno === 0);
      case 'rename':
        return this.rename(event.from, event.to);
      case 'link':
        return this.change(event.to, { kind: 'set', path: event.to, file: this.seen.get(event.from)! });
      case 'unlink':
      case 'rmdir':
        return this.change(event.path, { kind: 'remove', path: event.path });
      case 'mkdir':
        return this.change(event.path, { kind: 'set', path: event.path, file: 'folder' });
      case 'mapped': {
        for (const [path, file] of this.seen) if (file === event.file) this.mapped.add(path);
        return;
      }
      case 'sent':
      case 'printed':
        return;
    }
  }

  /** What is on the disk after a crash now, by path, folders before what is in them. */
  after(survival: Survival, chance: Chance, isWanted = (_path: string) => true): Map<string, Found> {
    const names = new Map(this.sure);
    for (const changes of this.names.values()) {
      // File systems keep the order of the changes to a folder; here now and then not even that.
      const upTo =
        survival === 'none' ? 0 : survival === 'all' ? changes.length : chance.below(changes.length + 1);
      const isOrdered = survival !== 'torn' || chance.is(0.5);
      changes.forEach((change, i) => {
        if (isOrdered ? i < upTo : chance.is(0.5)) applyName(names, change);
      });
    }
    const found = new Map<string, Found>();
    for (const path of [...names.keys()].sort()) {
      const parent = dirname(path);
      if (!isWanted(path)) continue;
      if (parent !== '.' && found.get(parent)?.kind !== 'folder') continue;
      const file = names.get(path)!;
      if (file === 'folder') found.set(path, { kind: 'folder' });
      else found.set(path, { kind: 'file', bytes: this.content(file).after(survival, chance) });
    }
    return found;
  }

  private content(file: number): FileContent {
    let content = this.contents.get(file);
    if (!content) this.contents.set(file, (content = new FileContent()));
    return content;
  }

  private opened(file: number, path: string, created: boolean): void {
    if (created) this.change(path, { kind: 'set', path, file });
    else if (path === '.' || this.seen.get(path) === 'folder') this.folderOf.set(file, path);
    else if (!this.seen.has(path)) throw new Error(`${path} was there before the recording began`);
  }

  private syncBegins(file: number): void {
    const folder = this.folderOf.get(file);
    if (folder === undefined) return this.content(file).syncBegins();
    const syncs = this.folderSyncs.get(folder) ?? [];
    syncs.push(this.names.get(folder)?.length ?? 0);
    this.folderSyncs.set(folder, syncs);
  }

  private syncEnds(file: number, ok: boolean): void {
    const folder = this.folderOf.get(file);
    if (folder === undefined) return this.content(file).syncEnds(ok);
    const syncs = this.folderSyncs.get(folder) ?? [];
    const covered = syncs.shift() ?? 0;
    if (!ok) return;
    for (const change of this.names.get(folder)?.splice(0, covered) ?? []) applyName(this.sure, change);
    syncs.forEach((count, i) => (syncs[i] = Math.max(0, count - covered)));
  }

  private rename(from: string, to: string): void {
    // A name that comes from outside the folder can't be followed, and none does.
    if (from === '' || to === '') throw new Error(`renaming ${from} to ${to} across the recorded folder`);
    if (this.seen.get(from) === 'folder') this.rekey(from, to);
    this.change(to, { kind: 'move', from, to });
  }

  /** What was changed in a folder is from now on found under its new name. */
  private rekey(from: string, to: string): void {
    const moved = (path: string) =>
      path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
    for (const [file, folder] of this.folderOf) this.folderOf.set(file, moved(folder));
    for (const folder of [...this.names.keys()].filter((one) => moved(one) !== one)) {
      const changes = this.names.get(folder)!;
      this.names.delete(folder);
      this.names.set(
        moved(folder),
        changes.map((change) =>
          change.kind === 'move'
            ? { ...change, from: moved(change.from), to: moved(change.to) }
            : { ...change, path: moved(change.path) },
        ),
      );
    }
  }

  private change(path: string, change: NameChange): void {
    const folder = dirname(path);
    const changes = this.names.get(folder) ?? [];
    changes.push(change);
    this.names.set(folder, changes);
    applyName(this.seen, change);
  }
}

function applyName(names: Map<string, number | 'folder'>, change: NameChange): void {
  if (change.kind === 'set') names.set(change.path, change.file);
  else if (change.kind === 'remove') names.delete(change.path);
  else {
    const file = names.get(change.from);
    // Its creation did not survive.
    if (file === undefined) return;
    const below = `${change.from}/`;
    for (const path of [...names.keys()].filter((one) => one.startsWith(below))) {
      names.set(`${change.to}/${path.slice(below.length)}`, names.get(path)!);
      names.delete(path);
    }
    names.set(change.to, file);
    names.delete(change.from);
  }
}
