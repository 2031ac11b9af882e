import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { environmentSchema } from '@app/config';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '..');
const source = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const overlay = readFileSync(join(ROOT, 'deploy', 'compose', 'tls.yml'), 'utf8');
const { services } = parse(source, { merge: true }) as {
  services: Record<string, { environment?: Record<string, string> }>;
};
const holders = (variable: string): string[] =>
  Object.entries(services).flatMap(([name, { environment = {} }]) => (variable in environment ? [name] : []));

describe('docker-compose.yml', () => {
  it('gives only variables that exist', () => {
    const given = Object.values(services).flatMap(({ environment = {} }) => Object.keys(environment));

    const ours = given.filter((name) => name.startsWith('NHIPPHO_'));
    expect(ours.length).toBeGreaterThan(40);
    expect(ours.filter((name) => !(name in environmentSchema.shape))).toEqual([]);
  });

  it('takes everything that .env may set', () => {
    const example = readFileSync(join(ROOT, 'deploy', 'compose', 'env.example'), 'utf8');
    const names = [...example.matchAll(/^#(\w+)=/gm)].map(([, name = '']) => name);

    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !`${source}${overlay}`.includes(`\${${name}:-`))).toEqual([]);
  });

  it.each([
    ['NHIPPHO_WEBHOOK_ALLOW', 'city-api'],
    ['NHIPPHO_FEED_ORIGINS', 'city-api'],
    ['NHIPPHO_OIDC_CLIENT_SECRET', 'city-api'],
    ['NHIPPHO_SMTP_URL', 'kpi-service'],
    ['NHIPPHO_SMTP_TO', 'kpi-service'],
  ])('hands %s to %s, and to nobody else', (variable, service) => {
    expect(holders(variable)).toEqual([service]);
  });
});
