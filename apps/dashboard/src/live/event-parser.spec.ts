import { describe, expect, it } from '@jest/globals';
import { EventParser } from './event-parser.js';

const TEXT =
  'retry: 2000\n\n: beat\n\nid: 7\nevent: kpi\ndata: {"a":1}\n\nevent: ledger\ndata: x\ndata: y\n\n';

describe('a stream of events', () => {
  it('is read whole', () => {
    const parser = new EventParser();

    expect(parser.take(TEXT)).toEqual([
      { type: 'kpi', data: '{"a":1}' },
      { type: 'ledger', data: 'x\ny' },
    ]);
    expect(parser.lastId).toBe('7');
  });

  it('is the same in whatever pieces it comes', () => {
    const parser = new EventParser();
    const whole = new EventParser().take(TEXT);

    expect(TEXT.split('').flatMap((character) => parser.take(character))).toEqual(whole);
  });

  it('waits for the rest of an event', () => {
    const parser = new EventParser();

    expect(parser.take('data: 1\n')).toEqual([]);
    expect(parser.take('\n')).toEqual([{ type: 'message', data: '1' }]);
  });

  it('begins anew after a break', () => {
    const parser = new EventParser();
    parser.take('data: half');
    parser.restart();

    expect(parser.take('data: 1\n\n')).toEqual([{ type: 'message', data: '1' }]);
  });
});
