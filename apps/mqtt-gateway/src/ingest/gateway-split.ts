import type { Principal } from '@app/access';
import type { RejectReason } from '@app/contracts';
import { type Element, elementsOf } from './json-elements.js';

/** Readings of one device in a gateway's message: a JSON array of the elements as the gateway wrote them. */
interface DeviceShare {
  readonly device: string;
  readonly readings: number;
  readonly payload: Buffer;
}

/** An element, or the whole message, that is for no device of this gateway. */
interface RefusedShare {
  readonly reason: RejectReason;
  readonly detail: string;
  readonly payload: Buffer;
}

export interface GatewaySplit {
  readonly received: number;
  readonly shares: readonly DeviceShare[];
  readonly refused: readonly RefusedShare[];
}

/** Most readings of one message; more would let 1 MB of `0,0,0…` become half a million refusals. */
export const MOST_ELEMENTS = 10_000;

const SEPARATOR = Buffer.from(',');
const OPENING = Buffer.from('[');
const CLOSING = Buffer.from(']');

/** Splits a gateway's message by the `device` of its readings, without re-writing one byte of them; null: too many. */
export async function splitByDevice(body: Buffer, gateway: Principal): Promise<GatewaySplit | null> {
  const found = elementsOf(body, MOST_ELEMENTS);
  if (found.kind === 'too_many') return null;
  if (found.kind !== 'elements') {
    const detail = `message of gateway ${gateway.id}: without its readings' devices it is nobody's`;
    return { received: 1, shares: [], refused: [{ reason: found.kind, detail, payload: body }] };
  }
  if (found.elements.length === 0) {
    return { received: 1, shares: [], refused: [{ reason: 'empty', detail: 'no reading', payload: body }] };
  }
  const slices = new Map<string, Buffer[]>();
  const refused: RefusedShare[] = [];
  const allowed = new Map<string, boolean>();
  for (const element of found.elements) {
    const payload = body.subarray(element.start, element.end);
    const { device } = element;
    if (device === null || device === 'twice') {
      refused.push({ ...namelessness(element), payload });
      continue;
    }
    let may = allowed.get(device.id);
    if (may === undefined) allowed.set(device.id, (may = await gateway.confirmWriteFor(device.id)));
    if (!may) {
      const detail = `device ${device.id.slice(0, 128)} is not registered under gateway ${gateway.id}`;
      refused.push({ reason: 'foreign_topic', detail, payload });
      continue;
    }
    const share = slices.get(device.id);
    if (share) share.push(payload);
    else slices.set(device.id, [payload]);
  }
  const shares = [...slices].map(([device, parts]) => ({
    device,
    readings: parts.length,
    payload: joined(parts),
  }));
  return { received: found.elements.length, shares, refused };
}

function namelessness(element: Element): Pick<RefusedShare, 'reason' | 'detail'> {
  return element.device === 'twice'
    ? { reason: 'duplicate_key', detail: 'two keys "device"' }
    : { reason: 'foreign_topic', detail: 'a gateway\'s reading names its device: {"device":"…"}' };
}

function joined(parts: readonly Buffer[]): Buffer {
  const pieces: Buffer[] = [OPENING];
  for (const [i, part] of parts.entries()) {
    if (i > 0) pieces.push(SEPARATOR);
    pieces.push(part);
  }
  pieces.push(CLOSING);
  return Buffer.concat(pieces);
}
