import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { Metrics } from '@app/observability';
import { InMemoryEventLog } from '@app/testing';
import { EventLogError } from './event-log.port.js';
import { MeteredEventLog } from './metered-event-log.js';

const record = { key: 'a', value: new Uint8Array(10), headers: {}, timestamp: 0 };

describe('MeteredEventLog', () => {
  it('counts what became durable and what was refused, by topic', async () => {
    const metrics = new Metrics();
    const inner = new InMemoryEventLog();
    const log = new MeteredEventLog(inner, metrics);
    await log.open();

    await log.append(TOPICS.raw, [record, record, record]);
    inner.refuseAppends(new EventLogError('EVENTLOG_IO', 'away', true));
    const refused = log.append(TOPICS.raw, [record]);

    await expect(refused).rejects.toMatchObject({ code: 'EVENTLOG_IO' });
    const text = await metrics.text();
    expect(text).toContain('nhippho_log_appended_records_total{topic="telemetry.raw"} 3');
    expect(text).toContain('nhippho_log_appended_bytes_total{topic="telemetry.raw"} 30');
    expect(text).toContain('nhippho_log_append_failures_total{topic="telemetry.raw"} 1');
    expect(text).toContain('nhippho_log_append_seconds_count{topic="telemetry.raw"} 1');
    expect(text).toMatch(/nhippho_log_queue_bytes \d/);
    await log.close();
  });
});
