import type { ColumnOptions } from 'typeorm';

/**
 * A 64-bit integer that leaves the library as a number: epoch milliseconds, offsets, counts. All of them stay far
 * below 2^53. TypeORM would hand out a string.
 */
export const INTEGER = {
  type: 'bigint' as const,
  transformer: {
    from: (value: unknown) => (value === null || value === undefined ? null : Number(value)),
    to: (value: unknown) => value,
  },
} satisfies ColumnOptions;

/** The same where there may be none. */
export const NULLABLE_INTEGER = { ...INTEGER, nullable: true } satisfies ColumnOptions;
