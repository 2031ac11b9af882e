import type { RejectReason } from '@app/contracts';
import type { StoredRecord } from '@app/event-log';
import { Tally, type TallyLine } from '@app/ledger';
import type { FamilyLayout } from '@app/telemetry';
import { PointColumns } from '../points/point-columns.js';
import type { Refusal } from '../rejects/refusal.js';
import type { Point, ReadingOutcome } from '../series/point.js';
import type { Series } from '../series/series.js';
import type { Vetoes } from './vetoes.js';

/** A reading that the cycle has taken in, and what it turned out to be. */
export interface Item {
  readonly record: StoredRecord;
  readonly index: number;
  readonly line: TallyLine;
  readonly series: Series;
  /** First reason for which a measure of it was dropped. */
  readonly fault: RejectReason | null;
  outcome: ReadingOutcome | 'rejected' | null;
  /** Its row among its family's points; -1: it writes none. */
  row: number;
}

/** What one commit cycle gathers before anything is written. */
export class Cycle {
  readonly tally = new Tally();
  readonly items: Item[] = [];
  readonly refusals: Refusal[] = [];
  readonly touched: Series[] = [];
  readonly columns = new Map<string, PointColumns>();
  /** Elements that came in: what the ledger must add up to. */
  received = 0;
  lateReadings = 0;

  /** @param repeated the decisions of the run that this cycle repeats; null: it decides itself */
  constructor(readonly repeated: Vetoes | null) {}

  get isRepeat(): boolean {
    return this.repeated !== null;
  }

  touch(series: Series): void {
    if (series.isTouched) return;
    series.isTouched = true;
    this.touched.push(series);
  }

  columnsOf(layout: FamilyLayout): PointColumns {
    let columns = this.columns.get(layout.family);
    if (columns === undefined) {
      columns = new PointColumns(layout);
      this.columns.set(layout.family, columns);
    }
    return columns;
  }

  /** Files a reading's outcome and writes down its point where it brought any news. */
  file(item: Item, outcome: ReadingOutcome, point: Point, values: Float64Array): void {
    item.outcome = outcome;
    item.line[outcome]++;
    if (outcome === 'duplicate') {
      item.row = point.row;
      return;
    }
    const { series } = item;
    const columns = this.columnsOf(series.owner.known.layout);
    const row = {
      device: series.device,
      lane: series.lane,
      direction: series.direction,
      time: point.time,
      values,
      periodS: point.periodS,
      arrival: point.arrival,
      offset: item.record.offset,
      tms: point.tms,
    };
    if (point.row < 0) {
      point.row = columns.append(row);
      series.written.push(point);
    } else {
      columns.overlay(point.row, row);
    }
    item.row = point.row;
  }

  /** Lists a refusal; `whole` also counts the reading as rejected. */
  refuse(record: StoredRecord, line: TallyLine, refusal: Omit<Refusal, 'record'>, whole: boolean): void {
    this.refusals.push({ record, ...refusal });
    if (whole) line.reject(refusal.reason);
  }
}
