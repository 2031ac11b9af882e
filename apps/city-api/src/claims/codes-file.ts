import type { StreamableFile } from '@nestjs/common';
import type { z } from 'zod';
import { csvStyle, tabularFile } from '../tabular/tabular-file.js';
import type { claimBatchInput, newClaimsSchema } from './claim.schemas.js';

const COLUMNS = ['device', 'claimCode', 'profile', 'area', 'station', 'expiresAt'];

/** New codes as a table to print labels from. */
export function codesFile(
  { id, expiresAt, items }: z.infer<typeof newClaimsSchema>,
  { profile, area = '', station = '' }: z.infer<typeof claimBatchInput>,
): Promise<StreamableFile> {
  const rows = items.map(({ device, claimCode }) => [device, claimCode, profile, area, station, expiresAt]);
  return tabularFile(
    { columns: COLUMNS.map((name) => ({ name, type: 'text' })), batches: [rows] },
    {
      format: 'csv',
      name: `claim-codes-${id}`,
      csv: csvStyle({ bom: 'true', separator: 'comma', decimal: 'point' }),
    },
  );
}
