import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The application's own paths: each is answered by its document, which shows the page that the path names. */
const PATHS = [
  '',
  'chi-so',
  'doi-chieu',
  'truy-van',
  'thiet-bi',
  'canh-bao',
  'tu-choi',
  'bao-cao',
  'quan-tri',
];

/** Serves the dashboard's built files at `/` and its document at its pages' paths; false where they have not been built. */
export async function mountPage(app: NestFastifyApplication, folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'index.html'))) return false;
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply: { header(name: string, value: string): unknown }, path: string) => {
      const hashed = path.includes('/assets/');
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const path of PATHS)
    app
      .getHttpAdapter()
      .getInstance()
      .get(`/${path}`, (_request, reply) => reply.sendFile('index.html'));
  return true;
}
