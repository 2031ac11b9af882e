/** QoS 2 packet identifiers between PUBLISH and PUBREL: what makes a re-sent PUBLISH no second message [MQTT-4.3.3-10]. */
export class Unreleased {
  /** false: being appended; true: PUBREC was sent. */
  private readonly ids = new Map<number, boolean>();

  get size(): number {
    return this.ids.size;
  }

  state(packetId: number): 'new' | 'appending' | 'received' {
    const received = this.ids.get(packetId);
    return received === undefined ? 'new' : received ? 'received' : 'appending';
  }

  begin(packetId: number): void {
    this.ids.set(packetId, false);
  }

  received(packetId: number): void {
    if (this.ids.has(packetId)) this.ids.set(packetId, true);
  }

  /** Frees an identifier; false when it was not in use. */
  release(packetId: number): boolean {
    return this.ids.delete(packetId);
  }
}
