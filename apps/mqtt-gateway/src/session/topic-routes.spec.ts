import { describe, expect, it } from '@jest/globals';
import { principalOf } from '../../test/test-gateway.js';
import { TopicRoutes } from './topic-routes.js';

const routes = (): TopicRoutes => new TopicRoutes(principalOf('cam-1')!, 10);

describe('TopicRoutes', () => {
  it('gives one topic and content type the same route each time', () => {
    const all = routes();

    expect(all.named('telemetry/cam-1', 'a/b')).toBe(all.named('telemetry/cam-1', 'a/b'));
    expect(all.named('telemetry/cam-1', 'a/b')).not.toBe(all.named('telemetry/cam-1', undefined));
  });

  it('keeps the beginning of a long content type', () => {
    const route = routes().named('telemetry/cam-1', `a/b;${'x'.repeat(65_000)}`);

    expect(route?.headers['contentType']).toHaveLength(256);
    expect(route?.headersQos0['contentType']).toBe(route?.headers['contentType']);
  });

  it('remembers no topic of great length', () => {
    const all = routes();
    const long = `telemetry/${'x'.repeat(65_000)}`;

    expect(all.named(long, undefined)).not.toBe(all.named(long, undefined));
  });

  it('takes no topic with NUL for one with a content type that it has seen [MQTT-4.7.3-2]', () => {
    const all = routes();
    all.named('telemetry/cam-1', 'a/b');

    expect(all.named('telemetry/cam-1\0a/b', undefined)).toBeNull();
  });
});
