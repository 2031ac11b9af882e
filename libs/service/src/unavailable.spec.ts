import { describe, expect, it } from '@jest/globals';
import { isUnavailable, wordsOf } from './unavailable.js';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

describe('isUnavailable', () => {
  it.each([
    ['a refused connection', coded('ECONNREFUSED')],
    ['a name that is not known yet', coded('ENOTFOUND')],
    ['a database that is starting up', coded('57P03')],
    ['an error that says so itself', Object.assign(new Error('x'), { retryable: true })],
    ['an error caused by one', new Error('opening', { cause: coded('ETIMEDOUT') })],
    ['several refused addresses', new AggregateError([coded('EACCES'), coded('ECONNREFUSED')])],
  ])('is true of %s', (_, error) => {
    expect(isUnavailable(error)).toBe(true);
  });

  it.each([
    ['a wrong password', coded('28P01')],
    ['a port that is taken', coded('EADDRINUSE')],
    ['an error that says that it lasts', Object.assign(new Error('x'), { retryable: false })],
    ['a thrown text', 'no'],
    ['nothing', null],
  ])('is false of %s', (_, error) => {
    expect(isUnavailable(error)).toBe(false);
  });

  it('ends where causes run in a circle', () => {
    const error = new Error('a');
    error.cause = new Error('b', { cause: error });

    expect(isUnavailable(error)).toBe(false);
  });
});

describe('wordsOf', () => {
  it('gives the words of the parts where an aggregate has none', () => {
    expect(wordsOf(new AggregateError([new Error('no IPv6'), new Error('no IPv4')]))).toBe(
      'no IPv6; no IPv4',
    );
  });
});
