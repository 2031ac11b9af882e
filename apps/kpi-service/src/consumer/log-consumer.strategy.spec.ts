import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import type { ConsumeOptions, EventLog, LogBatch, Outcome } from '@app/event-log';
import { LogConsumerStrategy } from './log-consumer.strategy.js';

const batch: LogBatch = { topic: TOPICS.windows, partition: 0, from: 4, next: 7, records: [], lost: 0 };

class Strategy extends LogConsumerStrategy {
  protected subscription(): Omit<ConsumeOptions, 'onBatch'> {
    const onAssigned = (): Promise<number> => Promise.resolve(0);
    return { topic: TOPICS.windows, group: 'g', maxRecords: 1, maxBytes: 1, onAssigned };
  }
  constructor(log: EventLog) {
    super(Symbol('test'), log);
  }
}

/** What the log is told when the handler answers so. */
async function outcomeOf(handler: (batch: LogBatch) => unknown): Promise<Outcome | undefined> {
  let onBatch: ConsumeOptions['onBatch'] | undefined;
  const consume = (options: ConsumeOptions) => {
    ({ onBatch } = options);
    return Promise.resolve({ close: () => Promise.resolve(), lag: () => Promise.resolve(0) });
  };
  const strategy = new Strategy({ consume } as unknown as EventLog);
  strategy.addHandler(TOPICS.windows, async (data: LogBatch) => handler(data) as Promise<never>, true);
  strategy.listen(() => undefined);
  return onBatch?.(batch);
}

describe('LogConsumerStrategy', () => {
  it('commits what the handler committed', async () => {
    expect(await outcomeOf(() => ({ kind: 'committed', next: 7 }))).toEqual({ kind: 'committed', next: 7 });
  });

  it.each([
    ['throws', () => Promise.reject(new Error('no registry')), 'no registry'],
    ['returns nothing', () => undefined, 'the handler returned no outcome'],
    ['commits another range', () => ({ kind: 'committed', next: 9 }), 'the handler returned no outcome'],
  ])('retries when the handler %s', async (_, handler, reason) => {
    expect(await outcomeOf(handler)).toEqual({ kind: 'retry', reason });
  });
});
