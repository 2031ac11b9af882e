import { readFileSync } from 'node:fs';
import { z } from 'zod';

const credentialsSchema = z.object({
  mqtt: z.object({ host: z.string(), port: z.number().int().min(1).max(65_535) }),
  http: z.url(),
  devices: z.record(z.string(), z.string()),
  gateway: z.object({ id: z.string(), secret: z.string() }),
});

/** Where the platform listens, and the secrets of the virtual devices and of the gateway that backfills for them. */
export type Credentials = z.infer<typeof credentialsSchema>;

/** Reads the file that the platform writes. An unreadable file is an error that names it and what is missing. */
export function readCredentials(path: string): Credentials {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(`credentials file ${path} can't be read; the platform writes it at its start`);
  }
  const result = credentialsSchema.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(
    `credentials file ${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`,
  );
}
