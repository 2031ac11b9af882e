import { join } from 'node:path';
import { TOPICS } from '@app/contracts';
import { RegistryOptions } from '@app/registry';
import { openRegistry } from '@app/testing';
import { DuckdbTimeSeries } from '../../../libs/time-series/src/embedded/duckdb-time-series.js';
import { TEMPLATE } from '../registry/template.js';

const GROUP = 'stream-processor';

/** What the real code makes of a data folder after a crash of the machine. */
export interface OpenedImage {
  /** Warnings and errors of the registry. */
  readonly log: readonly string[];
  readonly devices: ReadonlySet<string>;
  /** Where processing goes on, by partition of ❶. */
  readonly positions: ReadonlyMap<number, number>;
  /** `device start` of every stored point. */
  readonly points: ReadonlySet<string>;
}

/** Opens registry and time series of an image as after a restart of the machine, reads them and closes them. */
export async function openImage(folder: string): Promise<OpenedImage> {
  const log: string[] = [];
  const note = (_: object, text: string) => void log.push(text);
  const logger = { info: () => undefined, warn: note, error: note };
  const registry = await openRegistry(
    new RegistryOptions('pglite', join(folder, 'registry'), null, null, TEMPLATE, logger),
  );
  try {
    const devices = await registry.registry.query<{ id: string }>('SELECT id FROM device');
    const positions = await registry.registry.query<{ partition: number; position: number }>(
      'SELECT partition, position FROM partition_position WHERE grp = $1 AND topic = $2',
      [GROUP, TOPICS.raw],
    );
    return {
      log,
      devices: new Set(devices.map(({ id }) => id)),
      positions: new Map(positions.map(({ partition, position }) => [partition, position])),
      points: await pointsOf(join(folder, 'series')),
    };
  } finally {
    await registry.close();
  }
}

async function pointsOf(dir: string): Promise<Set<string>> {
  const series = new DuckdbTimeSeries({ dir });
  const schema = { bucket: 'raw', measurement: 'traffic', tags: ['device', 'lane', 'direction'] } as const;
  try {
    await series.open([{ ...schema, fields: ['_offset'] }]);
    const rows = await series.read({ bucket: 'raw', measurement: 'traffic', from: 0, to: 1e14 });
    return new Set(rows.tags['device']!.map((device, i) => `${device} ${rows.times[i]}`));
  } finally {
    await series.close();
  }
}
