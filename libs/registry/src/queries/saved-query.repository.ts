import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';

/** Names that are kept at most, so that the list stays one that people read. */
const MAX_KEPT = 1_000;

/** A series query under a name. `at` is epoch ms. */
export interface SavedQuery {
  readonly id: number;
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly at: number;
}

const COLUMNS = 'id::int AS id, name, parameters, saved_by AS by, saved_at::float8 AS at';

/** Queries that people keep. */
@Injectable()
export class SavedQueryRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** All of them, by name. */
  list(): Promise<SavedQuery[]> {
    return this.registry.query<SavedQuery>(`SELECT ${COLUMNS} FROM saved_query ORDER BY name, id`);
  }

  /** @throws RegistryError REGISTRY_CONFLICT for a name that is taken, REGISTRY_INVALID when there are too many */
  async add(query: Omit<SavedQuery, 'id' | 'at'>): Promise<SavedQuery> {
    const [count] = await this.registry.query<{ n: number }>('SELECT count(*)::int AS n FROM saved_query');
    if ((count?.n ?? 0) >= MAX_KEPT)
      throw new RegistryError('REGISTRY_INVALID', `${MAX_KEPT} queries are kept already; delete one first`);
    const [saved] = await this.registry.query<SavedQuery>(
      `INSERT INTO saved_query (name, parameters, saved_by, saved_at) VALUES ($1, $2::jsonb, $3, $4)
         ON CONFLICT (name) DO NOTHING RETURNING ${COLUMNS}`,
      [query.name, JSON.stringify(query.parameters), query.by, this.clock.now()],
    );
    if (!saved) throw new RegistryError('REGISTRY_CONFLICT', `name: ${query.name} is taken`);
    return saved;
  }

  /** @throws RegistryError REGISTRY_NOT_FOUND */
  async remove(id: number): Promise<SavedQuery> {
    const found = (await this.list()).find((one) => one.id === id);
    if (!found) throw new RegistryError('REGISTRY_NOT_FOUND', `no saved query ${id}`);
    await this.registry.query('DELETE FROM saved_query WHERE id = $1', [id]);
    return found;
  }
}
