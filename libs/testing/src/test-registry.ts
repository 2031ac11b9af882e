import { createHash } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import type { Clock } from '@app/config';
import {
  AlarmEpisodeRepository,
  AlarmRepository,
  AlarmRuleRepository,
  buildTemplate,
  CatalogueRepository,
  ClaimRepository,
  CodecRepository,
  AreaFactRepository,
  CredentialRepository,
  QuarantineRepository,
  ExclusionRepository,
  FrameworkRepository,
  IndicatorRepository,
  InventoryCache,
  InventoryRepository,
  LedgerRepository,
  OutboxRepository,
  PartitionRepository,
  Registry,
  type RegistryLog,
  RegistryOptions,
  RecalculationRepository,
  RejectedRepository,
  ReplayRepository,
  ReportingSetRepository,
  RestatementRepository,
  RevisionRepository,
  SettingRepository,
  SigningRepository,
  StationFactRepository,
  WorkRepository,
} from '@app/registry';
import { ManualClock } from './manual-clock.js';
import { Pristine } from './pristine.js';

const SILENT: RegistryLog = { info: () => {}, warn: () => {}, error: () => {} };

/** 2026-11-23 08:00 in Bình Dương. */
const NOW = Date.UTC(2026, 10, 23, 1);

/** An open registry with all its repositories; `close` also removes its folder. */
export interface TestRegistry {
  readonly registry: Registry;
  readonly options: RegistryOptions;
  readonly clock: Clock;
  readonly inventory: InventoryRepository;
  readonly areaFacts: AreaFactRepository;
  readonly stationFacts: StationFactRepository;
  readonly credentials: CredentialRepository;
  readonly claims: ClaimRepository;
  readonly quarantines: QuarantineRepository;
  readonly cache: InventoryCache;
  readonly partitions: PartitionRepository;
  readonly ledger: LedgerRepository;
  readonly rejected: RejectedRepository;
  readonly replays: ReplayRepository;
  readonly work: WorkRepository;
  readonly revisions: RevisionRepository;
  readonly settings: SettingRepository;
  readonly exclusions: ExclusionRepository;
  readonly recalculations: RecalculationRepository;
  readonly signing: SigningRepository;
  readonly restatements: RestatementRepository;
  readonly catalogue: CatalogueRepository;
  readonly codecs: CodecRepository;
  readonly indicators: IndicatorRepository;
  readonly frameworks: FrameworkRepository;
  readonly reportingSets: ReportingSetRepository;
  readonly alarms: AlarmRepository;
  readonly alarmEpisodes: AlarmEpisodeRepository;
  readonly alarmRules: AlarmRuleRepository;
  readonly outbox: OutboxRepository;
  close(): Promise<void>;
}

/** Registries that a test of this file has closed, by their archive: opening PGlite is what most such tests cost. */
const closed = new Map<string, Reusable[]>();
let isOver = false;
afterAll(async () => {
  isOver = true;
  for (const one of [...closed.values()].flat()) await one.remove();
});

interface Reusable {
  readonly options: RegistryOptions;
  readonly registry: Registry;
  readonly pristine: Pristine;
  remove(): Promise<void>;
}

/**
 * A throw-away registry on PGlite with the real seeds (none of the virtual devices active; `seedsDir: null` leaves them
 * out), in a folder of its own.
 * The first call on a machine makes the folder it starts from (10 s), the first in a file copies it (0.4 s), the following
 * ones get one that was closed, as new.
 */
export async function openTestRegistry(
  given: { clock?: Clock; seedsDir?: string | null } = {},
): Promise<TestRegistry> {
  const template = await cachedTemplate(given.seedsDir === undefined ? seedsFolder() : given.seedsDir);
  const one = closed.get(template)?.pop() ?? (await newRegistry(template));
  const wired = wire(one.registry, one.options, given.clock);
  return {
    ...wired,
    close: async () => {
      await wired.cache.stop();
      // A file's own last hooks come after this module's.
      if (isOver) return one.remove();
      await one.pristine.restore();
      closed.set(template, [...(closed.get(template) ?? []), one]);
    },
  };
}

async function newRegistry(template: string): Promise<Reusable> {
  const { folder, options } = await copied(template);
  const registry = new Registry(options);
  await registry.open();
  const pristine = await Pristine.of(registry);
  return {
    options,
    registry,
    pristine,
    remove: async () => {
      await registry.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A folder of its own with a registry as the archive has it, and how it is opened. */
async function copied(
  template: string,
  log?: RegistryLog,
): Promise<{ folder: string; options: RegistryOptions }> {
  const folder = await mkdtemp(join(tmpdir(), 'nhippho-registry-'));
  const options = pgliteIn(folder, template, log);
  cpSync(await unpacked(template), options.folder, { recursive: true });
  return { folder, options };
}

/** Like {@link openTestRegistry}, but never used again: for tests of the folder itself. */
export async function openRegistryFolder(log: RegistryLog): Promise<TestRegistry> {
  const { folder, options } = await copied(await cachedTemplate(null), log);
  const opened = await openRegistry(options);
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function pgliteIn(folder: string, template: string, log = SILENT): RegistryOptions {
  return new RegistryOptions('pglite', join(folder, 'registry'), null, null, template, log);
}

/** Opens a registry by `options` and wires its repositories by hand. */
export async function openRegistry(options: RegistryOptions, clock?: Clock): Promise<TestRegistry> {
  const registry = new Registry(options);
  await registry.open();
  return wire(registry, options, clock);
}

function wire(
  registry: Registry,
  options: RegistryOptions,
  clock: Clock = new ManualClock(NOW),
): TestRegistry {
  const inventory = new InventoryRepository(registry, clock);
  const cache = new InventoryCache(inventory, options);
  return {
    registry,
    options,
    clock,
    inventory,
    cache,
    areaFacts: new AreaFactRepository(registry, clock),
    stationFacts: new StationFactRepository(registry, clock),
    credentials: new CredentialRepository(registry, clock),
    claims: new ClaimRepository(registry, clock),
    quarantines: new QuarantineRepository(registry, clock),
    partitions: new PartitionRepository(registry, clock),
    ledger: new LedgerRepository(registry),
    rejected: new RejectedRepository(registry),
    replays: new ReplayRepository(registry, clock),
    work: new WorkRepository(registry),
    revisions: new RevisionRepository(registry),
    settings: new SettingRepository(registry),
    signing: new SigningRepository(registry, clock),
    restatements: new RestatementRepository(registry, clock),
    recalculations: new RecalculationRepository(registry, clock),
    exclusions: new ExclusionRepository(registry, clock),
    catalogue: new CatalogueRepository(registry),
    codecs: new CodecRepository(registry, clock),
    indicators: new IndicatorRepository(registry),
    frameworks: new FrameworkRepository(registry),
    reportingSets: new ReportingSetRepository(registry, clock),
    alarms: new AlarmRepository(registry, clock),
    alarmEpisodes: new AlarmEpisodeRepository(registry, clock),
    alarmRules: new AlarmRuleRepository(registry, clock),
    outbox: new OutboxRepository(registry),
    close: async () => {
      await cache.stop();
      await registry.close();
    },
  };
}

/** Folder of the repository's own seeds. */
export function seedsFolder(): string {
  return join(repositoryRoot(), 'seeds');
}

/** The archive for what the sources and seeds are now; made anew when they change. */
async function cachedTemplate(seeds: string | null): Promise<string> {
  const hash = createHash('sha256').update(String(seeds !== null));
  const source = join(repositoryRoot(), 'libs', 'registry', 'src');
  const folders = ['migrations', 'import', 'seed'].map((name) => join(source, name));
  for (const folder of seeds === null ? folders.slice(0, 1) : [...folders, seeds]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(file).update(await readFile(file));
  }
  const file = join(tmpdir(), `nhippho-registry-${hash.digest('hex').slice(0, 16)}.tar.gz`);
  if (!existsSync(file)) await buildTemplate(file, seeds);
  return file;
}

/** A closed folder made of an archive: a copy of it is open in a fifth of the time that the archive takes. */
async function unpacked(template: string): Promise<string> {
  const folder = `${template}.folder`;
  if (existsSync(folder)) return folder;
  const work = await mkdtemp(join(tmpdir(), 'nhippho-registry-'));
  const made = pgliteIn(work, template);
  const registry = new Registry(made);
  await registry.open();
  await registry.close();
  // Another process may have been quicker: a folder takes the place of none that has something in it.
  await rename(made.folder, folder).catch(() => undefined);
  await rm(work, { recursive: true, force: true });
  return folder;
}

function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
