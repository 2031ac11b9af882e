// One camera's PUBLISH as bytes that are patched and sent again: a load generator must cost less than what it measures.

const CLASSES = ['bicycle', 'motorcycle', 'car', 'bus_small', 'bus', 'truck2', 'truck3', 'trailer'];
const ZERO = 48;

/** A camera's MQTT 3.1.1 QoS 1 packets: fixed length, about 350 bytes of native JSON, with an own `ts` each. */
export class CameraPacket {
  #bytes;
  #at;
  #lastTs = 0;
  #lastSecond = -1;
  #seq = 0;

  /** @param {string} device */
  constructor(device) {
    const payload = JSON.stringify({
      ts: '2026-11-23T07:05:00.000Z',
      period: 1,
      lane: 1,
      direction: 'inbound',
      n: Object.fromEntries(CLASSES.map((name) => [name, name === 'motorcycle' ? 11 : 3])),
      speed: 27.438291847362,
      occupancy: 31.284719203847,
      speedKind: 'space',
      seq: 100_000_000,
    });
    const padded = Buffer.from(payload.replaceAll(',"', ', "').replaceAll('":', '": ').padEnd(350, ' '));
    const topic = Buffer.from(`telemetry/${device}`);
    const remaining = 2 + topic.length + 2 + padded.length;
    const head = [0x32, (remaining & 127) | 128, remaining >> 7, topic.length >> 8, topic.length & 255];
    this.#bytes = Buffer.concat([Buffer.from(head), topic, Buffer.alloc(2), padded]);
    const body = head.length + topic.length + 2;
    const find = (key) => this.#bytes.indexOf(`"${key}": `, body) + key.length + 4;
    this.#at = {
      id: body - 2,
      ts: find('ts') + 1,
      motorcycle: find('motorcycle'),
      car: find('car'),
      speed: find('speed'),
      seq: find('seq'),
    };
    this.payloadBytes = padded.length;
  }

  get length() {
    return this.#bytes.length;
  }

  /** Writes the next packet into `target` at `offset`; `ts` is `now` (ms) or, if that was used, the ms after the last. */
  write(target, offset, packetId, now) {
    const bytes = this.#bytes;
    const at = this.#at;
    const ts = now > this.#lastTs ? now : this.#lastTs + 1;
    this.#lastTs = ts;
    const second = Math.floor(ts / 1000);
    if (second !== this.#lastSecond) {
      bytes.write(new Date(ts).toISOString(), at.ts, 'latin1');
      this.#lastSecond = second;
    }
    digits(bytes, at.ts + 20, ts - second * 1000, 3);
    const seq = (this.#seq = (this.#seq + 1) % 900_000_000);
    digits(bytes, at.seq, 100_000_000 + seq, 9);
    digits(bytes, at.motorcycle, 10 + (seq % 6), 2);
    bytes[at.car] = ZERO + (seq % 5);
    digits(bytes, at.speed, 20 + (seq % 40), 2);
    bytes[at.id] = packetId >> 8;
    bytes[at.id + 1] = packetId & 255;
    bytes.copy(target, offset);
    return offset + bytes.length;
  }
}

function digits(bytes, at, value, count) {
  let rest = value;
  for (let i = at + count - 1; i >= at; i--) {
    bytes[i] = ZERO + (rest % 10);
    rest = (rest / 10) | 0;
  }
}
