import { Injectable } from '@nestjs/common';
import type { RuleVersion } from '@app/alarms';
import { type Logger, Logs } from '@app/observability';
import { AlarmEpisodeRepository, AlarmRuleRepository, InventoryCache } from '@app/registry';
import { familyScope, KPI_SCOPE, scopeOf, SILENCE_SCOPE } from './alarm-scopes.js';

/** The enabled rules, read at start and after each change of theirs; alarms of those that are gone end. */
@Injectable()
export class AlarmRules {
  private byScope: ReadonlyMap<string, readonly RuleVersion[]> = new Map();
  private off: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly log: Logger;

  constructor(
    private readonly rules: AlarmRuleRepository,
    private readonly episodes: AlarmEpisodeRepository,
    private readonly cache: InventoryCache,
    logs: Logs,
  ) {
    this.log = logs.for('alarm-rules');
  }

  async start(): Promise<void> {
    await this.load();
    this.off = this.cache.onChange((_, changes) => {
      if (!changes.some(({ kind }) => kind === 'alarmRule' || kind === 'seeds')) return;
      this.running = this.running
        .then(() => this.load())
        .catch((error: unknown) => this.log.error({ err: error }, 'reading the alarm rules'));
    });
  }

  async stop(): Promise<void> {
    this.off();
    await this.running;
  }

  /** Reads the rules anew. */
  async load(): Promise<void> {
    const enabled = (await this.rules.current()).filter(({ rule }) => rule.enabled);
    const byScope = new Map<string, RuleVersion[]>();
    for (const one of enabled)
      byScope.set(scopeOf(one.rule), [...(byScope.get(scopeOf(one.rule)) ?? []), one]);
    this.byScope = byScope;
    await this.episodes.endOthers(enabled.map(({ rule }) => rule.id));
  }

  /** Scopes that have rules. */
  get scopes(): readonly string[] {
    return [...this.byScope.keys()];
  }

  of(scope: string): readonly RuleVersion[] {
    return this.byScope.get(scope) ?? [];
  }

  find(rule: string): RuleVersion | undefined {
    return [...this.byScope.values()].flat().find((one) => one.rule.id === rule);
  }

  /** Scopes that windows of a family bear on. */
  touchedBy(family: string): readonly string[] {
    return [familyScope(family), SILENCE_SCOPE].filter((scope) => this.byScope.has(scope));
  }

  get hasKpiRules(): boolean {
    return this.byScope.has(KPI_SCOPE);
  }
}
