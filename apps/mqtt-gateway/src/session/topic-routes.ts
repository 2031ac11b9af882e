import { isUtf8 } from 'node:buffer';
import type { Principal } from '@app/access';
import type { Inlet, RawHeaders } from '@app/contracts';
import type { LogHeaders } from '@app/event-log';
import { deviceOfTopic, isTopicName } from '../protocol/topics.js';

/** Where the messages of one topic go. The header objects are the same for all of them: the log caches their encoding. */
export interface Route {
  readonly topic: string;
  /** The device that the topic names, or null when it is no telemetry topic. */
  readonly device: string | null;
  readonly headers: LogHeaders;
  readonly headersQos0: LogHeaders;
}

/** Characters of a content type that are kept; a codec's name is far shorter (RFC 6838: 127 for either part). */
const TYPE_CHARS = 256;
/** Longest name of a topic with its content type that is remembered. */
const REMEMBERED_CHARS = 1_024;

/**
 * A content type as it goes into ❶: whoever reads it remembers headers, and types of 64 kB, each another, would take
 * gigabytes of all services.
 */
export function keptType(contentType: string): string {
  return contentType.slice(0, TYPE_CHARS);
}

/** Frozen headers of a record in ❶. */
export function rawHeaders(headers: RawHeaders): LogHeaders {
  return Object.freeze({ ...headers }) as LogHeaders;
}

/** Topics of one connection, by name, by alias and by the bytes of the last one. */
export class TopicRoutes {
  private readonly byName = new Map<string, Route>();
  private readonly aliases = new Map<number, string>();
  private lastBytes: Buffer | null = null;
  private lastType: string | undefined = undefined;
  private last: Route | null = null;

  constructor(
    private readonly principal: Principal,
    private readonly remembered: number,
    private readonly inlet: Inlet = 'mqtt',
  ) {}

  /** The route of the topic in these bytes; null when they are no topic name. */
  find(buffer: Buffer, start: number, end: number, contentType: string | undefined): Route | null {
    const bytes = this.lastBytes;
    if (bytes !== null && this.lastType === contentType && bytes.length === end - start) {
      let i = 0;
      while (i < bytes.length && bytes[i] === buffer[start + i]) i += 1;
      if (i === bytes.length) return this.last;
    }
    const name = buffer.subarray(start, end);
    if (!isUtf8(name)) return null;
    const route = this.named(name.toString('utf8'), contentType);
    if (route === null) return null;
    this.lastBytes = Buffer.from(name);
    this.lastType = contentType;
    this.last = route;
    return route;
  }

  /** The route of a topic; null when it is no topic name. */
  named(topic: string, contentType: string | undefined): Route | null {
    // Before it is looked up: the key of a topic with its type holds the NUL that no topic may have.
    if (!isTopicName(topic)) return null;
    const type = contentType === undefined ? undefined : keptType(contentType);
    const key = type === undefined ? topic : `${topic}\0${type}`;
    const known = this.byName.get(key);
    if (known) return known;
    const device = deviceOfTopic(topic);
    const headers: RawHeaders = {
      device: device ?? this.principal.id,
      topic,
      inlet: this.inlet,
      ...(type === undefined ? {} : { contentType: type }),
    };
    const route = {
      topic,
      device,
      headers: rawHeaders(headers),
      headersQos0: rawHeaders({ ...headers, qos0: '1' }),
    };
    if (key.length > REMEMBERED_CHARS) return route;
    if (this.byName.size >= this.remembered) this.byName.clear();
    this.byName.set(key, route);
    return route;
  }

  /** Gives an alias its topic, or a new one [MQTT-3.3.2-12]. */
  setAlias(alias: number, topic: string): void {
    this.aliases.set(alias, topic);
  }

  topicOf(alias: number): string | undefined {
    return this.aliases.get(alias);
  }
}
