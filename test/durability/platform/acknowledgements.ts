import mqttPacket from 'mqtt-packet';
import type { TraceEvent } from '../trace/events.js';
import type { Sending } from './publish.js';

/** An acknowledgement that left, and how many events had happened before it did. */
export interface Acknowledged {
  readonly number: number;
  readonly at: number;
}

/** The acknowledgements in a recorded run, in the order in which they left. */
export function acknowledgementsIn(
  events: readonly TraceEvent[],
  sendings: readonly Sending[],
): Acknowledged[] {
  const acknowledged: Acknowledged[] = [];
  const numbers = new Map(sendings.map((sending) => [sending.port, sending.numbers]));
  const parsers = new Map<number, ReturnType<typeof mqttPacket.parser>>();
  let at = 0;
  for (const event of events) {
    if (event.kind === 'sent') {
      let parser = parsers.get(event.peer);
      if (!parser) {
        parsers.set(event.peer, (parser = mqttPacket.parser({ protocolVersion: 4 })));
        parser.on('packet', (packet) => {
          const number =
            packet.cmd === 'puback' ? numbers.get(event.peer)?.get(packet.messageId ?? 0) : undefined;
          if (number !== undefined) acknowledged.push({ number, at });
        });
      }
      parser.parse(event.bytes);
    }
    at++;
  }
  return acknowledged;
}
