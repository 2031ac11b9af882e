import { type FileHandle, open } from 'node:fs/promises';

/**
 * Walks an LMDB file by ordinary reads before LMDB maps it. LMDB's pages carry no checksums, and it follows what they say
 * through mapped memory: a damaged page, or a file whose first pages never reached the disk, was seen to end the
 * process with SIGSEGV at every start. Batches have a checksum of their own (`packed-batch.ts`); this is for the tree.
 * Layout of lmdb 3.5 (LMDB's data version 2), little endian.
 */
const LEAST_PAGE = 4096;
const MOST_PAGE = 65_536;
const HEAD = 24;
const MAGIC = 0xbeefc0de;
const BRANCH = 1;
const LEAF = 2;
const OVERFLOW = 4;
const META = 8;
const KINDS = BRANCH | LEAF | OVERFLOW | META;
const BIG_DATA = 1;
const NODE_HEAD = 8;
const OVERFLOW_REFERENCE = 24;
const NONE = 0xffff_ffff_ffff_ffffn;
const MOST_DEPTH = 32;
/** Pages read at once. */
const READ_PAGES = 16;

interface Meta {
  readonly pageSize: number;
  readonly txn: bigint;
  readonly lastPage: number;
  /** Root pages of the tree of free pages and of the data; null: empty. */
  readonly roots: readonly (number | null)[];
}

/** What is the matter with a page. */
class BadPage extends Error {}

/** How much of a file is looked at: `all`, or as little as leads to its first key. */
export type Extent = 'all' | 'first key';

/** True when both of the first pages are as LMDB makes them: without that it must not be given the file. */
export async function hasHeader(path: string): Promise<boolean> {
  return (await withFile(path, (file) => newestMeta(file))) === null;
}

/** Why LMDB must not be given this file, in words; null when its pages hang together. */
export async function faultIn(path: string, extent: Extent): Promise<string | null> {
  return withFile(path, async (file) => {
    const meta = await newestMeta(file);
    const [free = null, data = null] = meta.roots;
    const { size } = await file.stat();
    const lastPage = Math.min(meta.lastPage, Math.floor(size / meta.pageSize) - 1);
    const walk = new Walk(file, { ...meta, lastPage }, extent);
    if (data !== null) await walk.visit(data, 'bytes');
    if (free !== null && extent === 'all') await walk.visit(free, 'numbers');
  });
}

async function withFile(path: string, work: (file: FileHandle) => Promise<unknown>): Promise<string | null> {
  const file = await open(path, 'r');
  try {
    await work(file);
    return null;
  } catch (error) {
    if (error instanceof BadPage) return error.message;
    throw error;
  } finally {
    await file.close();
  }
}

async function newestMeta(file: FileHandle): Promise<Meta> {
  const one = await metaAt(file, 0, 0);
  const other = await metaAt(file, 1, one.pageSize);
  return other.txn > one.txn ? other : one;
}

async function metaAt(file: FileHandle, number: number, position: number): Promise<Meta> {
  const page = Buffer.alloc(LEAST_PAGE);
  await file.read(page, 0, page.length, position);
  const at = HEAD;
  const pageSize = page.readUInt32LE(at + 24);
  const isMeta =
    (page.readUInt16LE(18) & KINDS) === META &&
    page.readUInt32LE(at) === MAGIC &&
    pageSize >= LEAST_PAGE &&
    pageSize <= MOST_PAGE &&
    (pageSize & (pageSize - 1)) === 0;
  if (!isMeta) throw new BadPage(`page ${number} is no header of a database`);
  const lastPage = Number(page.readBigUInt64LE(at + 120));
  const roots = [at + 24 + 40, at + 72 + 40].map((root) => {
    const pgno = page.readBigUInt64LE(root);
    if (pgno === NONE) return null;
    if (pgno > BigInt(lastPage) || pgno < 2n)
      throw new BadPage(`page ${number} names page ${pgno} as a root`);
    return Number(pgno);
  });
  return { pageSize, txn: page.readBigUInt64LE(at + 128), lastPage, roots };
}

/** How keys are compared: the tree of free pages has numbers of transactions. */
type Keys = 'bytes' | 'numbers';

class Walk {
  private readonly cache = new Map<number, Buffer>();
  private readonly seen = new Set<number>();
  private readonly lastPage: number;
  private readonly pageSize: number;

  constructor(
    private readonly file: FileHandle,
    meta: Meta,
    private readonly extent: Extent,
  ) {
    this.lastPage = meta.lastPage;
    this.pageSize = meta.pageSize;
  }

  async visit(number: number, keys: Keys, depth = 0): Promise<void> {
    const page = await this.page(number);
    const kind = page.readUInt16LE(18) & KINDS;
    if (kind !== BRANCH && kind !== LEAF) throw new BadPage(`page ${number} is neither branch nor leaf`);
    if (depth > MOST_DEPTH) throw new BadPage(`page ${number} is ${depth} pages deep`);
    const nodes = nodesOf(page, number, kind, keys);
    const wanted = this.extent === 'all' ? nodes : nodes.slice(0, 1);
    for (const node of wanted) {
      if (kind === BRANCH) await this.visit(childOf(page, node), keys, depth + 1);
      else if ((page.readUInt16LE(node + 4) & BIG_DATA) !== 0) await this.overflow(page, node, number);
    }
  }

  /** A value on pages of its own: their first says how many they are. */
  private async overflow(page: Buffer, node: number, number: number): Promise<void> {
    const reference = node + NODE_HEAD + page.readUInt16LE(node + 6);
    const first = Number(page.readBigUInt64LE(reference));
    const pages = Number(page.readBigUInt64LE(reference + 16));
    const head = await this.page(first);
    const isIt = (head.readUInt16LE(18) & KINDS) === OVERFLOW && head.readUInt32LE(20) === pages;
    if (!isIt || pages < 1 || first + pages - 1 > this.lastPage)
      throw new BadPage(`page ${number} names ${pages} pages from ${first}, which are others`);
    if (dataSize(page, node) + HEAD > pages * this.pageSize)
      throw new BadPage(`page ${number} has a value of ${dataSize(page, node)} bytes on ${pages} pages`);
  }

  private async page(number: number): Promise<Buffer> {
    if (number < 2 || number > this.lastPage || this.seen.has(number))
      throw new BadPage(`page ${number} is named where it can't be`);
    this.seen.add(number);
    const page = this.cache.get(number) ?? (await this.read(number));
    this.cache.delete(number);
    if (page.length < this.pageSize) throw new BadPage(`page ${number} is beyond the end of the file`);
    if (Number(page.readBigUInt64LE(0)) !== number)
      throw new BadPage(`page ${number} says that it is page ${page.readBigUInt64LE(0)}`);
    return page;
  }

  /** Reads a page and its neighbours, which were mostly written with it. */
  private async read(number: number): Promise<Buffer> {
    if (this.cache.size > 4 * READ_PAGES) this.cache.clear();
    const { pageSize } = this;
    const count = this.extent === 'all' ? READ_PAGES : 1;
    const bytes = Buffer.allocUnsafe(count * pageSize);
    const { bytesRead } = await this.file.read(bytes, 0, bytes.length, number * pageSize);
    for (let i = 1; i < count; i++) {
      if ((i + 1) * pageSize > bytesRead) break;
      this.cache.set(number + i, bytes.subarray(i * pageSize, (i + 1) * pageSize));
    }
    return bytes.subarray(0, Math.min(pageSize, bytesRead));
  }
}

/** Places of a page's nodes, each of which lies within the page, in the order of their keys. */
function nodesOf(page: Buffer, number: number, kind: number, keys: Keys): number[] {
  const [lower, upper] = [page.readUInt16LE(20), page.readUInt16LE(22)];
  if (lower % 2 !== 0 || lower > upper || upper > page.length - HEAD)
    throw new BadPage(`page ${number} has its free space from ${lower} to ${upper}`);
  const nodes: number[] = [];
  let before: Buffer | null = null;
  for (let i = 0; i < lower / 2; i++) {
    const place = page.readUInt16LE(HEAD + 2 * i);
    const node = HEAD + place;
    const fits =
      place >= upper &&
      node + NODE_HEAD <= page.length &&
      node + NODE_HEAD + sizeOf(page, node, kind) <= page.length;
    if (!fits) throw new BadPage(`page ${number} has a node that is not within it`);
    const key = page.subarray(node + NODE_HEAD, node + NODE_HEAD + page.readUInt16LE(node + 6));
    // The first key of a branch page is never looked at.
    if (before !== null && !(kind === BRANCH && i === 1) && !isAfter(before, key, keys))
      throw new BadPage(`page ${number} has its keys in disorder`);
    before = key;
    nodes.push(node);
  }
  return nodes;
}

function isAfter(before: Buffer, key: Buffer, keys: Keys): boolean {
  if (keys === 'bytes') return Buffer.compare(before, key) < 0;
  return before.length === 8 && key.length === 8 && before.readBigUInt64LE() < key.readBigUInt64LE();
}

function sizeOf(page: Buffer, node: number, kind: number): number {
  const key = page.readUInt16LE(node + 6);
  if (kind === BRANCH) return key;
  return key + ((page.readUInt16LE(node + 4) & BIG_DATA) !== 0 ? OVERFLOW_REFERENCE : dataSize(page, node));
}

function dataSize(page: Buffer, node: number): number {
  return page.readUInt16LE(node) + page.readUInt16LE(node + 2) * 0x1_0000;
}

/** The page under a node of a branch: 48 bits, of which the node's flags are the upper third. */
function childOf(page: Buffer, node: number): number {
  return dataSize(page, node) + page.readUInt16LE(node + 4) * 0x1_0000_0000;
}
