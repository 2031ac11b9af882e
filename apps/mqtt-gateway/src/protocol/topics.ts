const PREFIX = 'telemetry/';

/** The device of `telemetry/{deviceId}`, or null when the topic is another. */
export function deviceOfTopic(topic: string): string | null {
  if (!topic.startsWith(PREFIX)) return null;
  const device = topic.slice(PREFIX.length);
  return device === '' || device.includes('/') ? null : device;
}

/** True for a name that a PUBLISH may carry: not empty, no wildcard, no NUL [MQTT-4.7.3-1] [MQTT-3.3.2-2] [MQTT-4.7.3-2]. */
export function isTopicName(topic: string): boolean {
  return topic !== '' && !/[+#\0]/.test(topic);
}

/** True for a filter whose wildcards stand for whole levels, `#` last only [MQTT-4.7.1-1] [MQTT-4.7.1-2]. */
export function isTopicFilter(filter: string): boolean {
  if (filter === '' || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every((level, i) => {
    if (level === '#') return i === levels.length - 1;
    return level === '+' || !/[+#]/.test(level);
  });
}

/** True when a viewer may have this filter: below `kpi/` or `alarms/`, and nowhere else. */
export function isViewerFilter(filter: string): boolean {
  return filter.startsWith('kpi/') || filter.startsWith('alarms/');
}

/** True when a valid filter matches a topic name [MQTT-4.7]. */
export function matches(filter: readonly string[], topic: readonly string[]): boolean {
  for (let i = 0; i < filter.length; i += 1) {
    const level = filter[i]!;
    if (level === '#') return true;
    if (i >= topic.length || (level !== '+' && level !== topic[i])) return false;
    // `kpi/#` matches `kpi` too [MQTT 5.0, 4.7.1.2]
    if (i === topic.length - 1 && filter.length === topic.length + 1 && filter[i + 1] === '#') return true;
  }
  return filter.length === topic.length;
}
