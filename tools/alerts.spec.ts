import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Metrics } from '@app/observability';
import { parse } from 'yaml';
import { type MetricDefinition, metricDefinitions } from './lib/metric-definitions.mjs';

const ROOT = join(import.meta.dirname, '..');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');

describe('the alert rules', () => {
  const { groups } = parse(read('deploy', 'prometheus', 'alerts.yml')) as { groups: { rules: Rule[] }[] };
  const rules = groups.flatMap(({ rules }) => rules);
  const sections = [...read('docs', 'operations', 'alerts.md').matchAll(/^### (\w+)$/gm)].map(
    ([, name]) => name,
  );
  const defined = new Map<string, MetricDefinition | null>();

  beforeAll(async () => {
    const ofProcess = (await new Metrics(true).text()).matchAll(/^# TYPE (\S+)/gm);
    for (const [, name = ''] of ofProcess) defined.set(name, null);
    for (const metric of metricDefinitions(ROOT)) defined.set(metric.name, metric);
  });

  it('name metrics that the code has', () => {
    const named = rules.flatMap(({ expr }) => [...expr.matchAll(/\bnhippho_\w+/g)].map(([name]) => name));

    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !defined.has(name))).toEqual([]);
  });

  it('select and group by labels that these metrics have', () => {
    const wrong = rules.flatMap(({ alert, expr }) =>
      [...expr.matchAll(/\b(nhippho_\w+)\{(\w+)/g)]
        .filter(([, name = '', label = '']) => defined.get(name)?.labels.includes(label) !== true)
        .map(([text]) => `${alert}: ${text}`),
    );

    expect(wrong).toEqual([]);
  });

  it('have a severity, words for whoever is called, and a section on what to do', () => {
    expect(new Set(sections)).toEqual(new Set(rules.map(({ alert }) => alert)));
    expect(sections).toHaveLength(rules.length);
    for (const { labels, annotations } of rules) {
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect(annotations.summary.length).toBeGreaterThan(20);
    }
  });
});
