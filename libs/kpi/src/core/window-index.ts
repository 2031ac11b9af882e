import { WINDOW_MS } from '@app/contracts';

/** Columns of window rows as the time series gives them; series (device, lane, direction) are consecutive. */
export interface WindowColumns {
  readonly length: number;
  readonly times: Float64Array;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly fields: Readonly<Record<string, Float64Array>>;
}

/** Where the rows of a lane and direction stand, by window of the index's span; -1: no row. */
export interface Stream {
  readonly lane: string;
  readonly direction: string;
  readonly rows: Int32Array;
}

type Column = Float64Array | undefined;

const NO_STREAMS: readonly Stream[] = [];

/** Window rows of a span sorted to their datastreams: once for every hour, station and domain that reads them. */
export class WindowIndex {
  private readonly devices = new Map<string, Stream[]>();
  private readonly lists = new Map<readonly string[], readonly Column[]>();

  /** @param windows number of windows from `from` on; rows of others are left out */
  constructor(
    readonly columns: WindowColumns,
    readonly from: number,
    readonly windows: number,
  ) {
    const { times, length, tags } = columns;
    const [devices = [], lanes = [], directions = []] = ['device', 'lane', 'direction'].map(
      (tag) => tags[tag],
    );
    let last = -1;
    let stream: Stream | null = null;
    for (let i = 0; i < length; i++) {
      const slot = ((times[i] ?? 0) - from) / WINDOW_MS;
      if (!(slot >= 0 && slot < windows)) continue;
      const isSame =
        last >= 0 &&
        devices[i] === devices[last] &&
        lanes[i] === lanes[last] &&
        directions[i] === directions[last];
      if (stream === null || !isSame)
        stream = this.stream(devices[i] ?? '', lanes[i] ?? '', directions[i] ?? '');
      stream.rows[slot] = i;
      last = i;
    }
  }

  /** Datastreams of a device that have a row in the span. */
  streamsOf(device: string): readonly Stream[] {
    return this.devices.get(device) ?? NO_STREAMS;
  }

  /** Columns in the order of their names, looked up once for each list: pass a constant. */
  list(names: readonly string[]): readonly Column[] {
    const known = this.lists.get(names);
    if (known !== undefined) return known;
    const found = names.map((name) => this.columns.fields[name]);
    this.lists.set(names, found);
    return found;
  }

  private stream(device: string, lane: string, direction: string): Stream {
    let own = this.devices.get(device);
    if (own === undefined) this.devices.set(device, (own = []));
    const known = own.find((one) => one.lane === lane && one.direction === direction);
    if (known !== undefined) return known;
    const stream = { lane, direction, rows: new Int32Array(this.windows).fill(-1) };
    own.push(stream);
    return stream;
  }
}
