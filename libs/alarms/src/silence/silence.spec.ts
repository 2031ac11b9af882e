import { describe, expect, it } from '@jest/globals';
import { aDevice, slot } from '../../test/fixtures.js';
import type { Episode } from '../machine/sample.js';
import { groupEpisodes, type ObjectEpisode, rootsOf } from './groups.js';
import { silenceSamples } from './silence-samples.js';

const span = { from: slot(0), lookFrom: slot(-12), now: slot(12) };
const verdicts = (heard: readonly number[], cadenceS = 60, active?: { from: number; to: number | null }[]) =>
  silenceSamples(
    aDevice('a', cadenceS, active === undefined ? {} : { active }),
    new Set(heard.map(slot)),
    span,
    3,
  ).map(({ verdict }) => verdict[0]);

describe('silence of a device', () => {
  it('begins when its own interval and three more have passed without a reading', () => {
    // Heard until the end of slot 1 (10 min); 4 cadences later is minute 14, so slot 2 (to minute 15) is silent.
    expect(verdicts([-1, 0, 1]).join('')).toBe('ccbbbbbbbbb');
    expect(verdicts([0, 1], 300).join('')).toBe('ccmmmbbbbbb');
  });

  it('ends with the next reading, and late data shows that there was none', () => {
    expect(verdicts([0, 6]).join('')).toBe('cbbbbbcbbbb');
    expect(verdicts([0, 1, 2, 3, 4, 5, 6]).join('')).toBe('cccccccbbbb');
  });

  it('is not said of a device that was never heard, nor of one out of service', () => {
    expect(verdicts([]).join('')).toBe('mmmmmmmmmmm');
    expect(verdicts([-3], 60, [{ from: 0, to: slot(3) }]).join('')).toBe('bbbgggggggg');
  });

  it('counts the seconds since the slot of the newest reading', () => {
    const samples = silenceSamples(aDevice('a'), new Set([slot(0)]), span, 3);

    expect(samples.find(({ verdict }) => verdict === 'breach')).toMatchObject({ value: 300, limit: 180 });
  });
});

describe('groups that fall silent together', () => {
  const episode = (from: number, to: number | null): Episode => ({
    openedAt: slot(from),
    endedAt: to === null ? null : slot(to),
    observedAt: slot(from),
    value: 300,
    limit: 180,
  });
  const of =
    (episodes: Readonly<Record<string, readonly Episode[]>>) =>
    (id: string): readonly Episode[] =>
      episodes[id] ?? [];
  const group = (type: 'station' | 'area' | 'gateway', id: string, ...devices: string[]) => ({
    type,
    id,
    devices,
  });

  it('are silent from the last device to fall silent until the first one speaks', () => {
    const found = groupEpisodes(
      group('station', 's', 'a', 'b'),
      of({ a: [episode(0, 9)], b: [episode(2, 5), episode(7, null)] }),
    );

    expect(found.map(({ episode: one }) => [one.openedAt, one.endedAt])).toEqual([
      [slot(2), slot(5)],
      [slot(7), slot(9)],
    ]);
  });

  it('are not silent while one device speaks, nor when there is one device only', () => {
    expect(groupEpisodes(group('station', 's', 'a', 'b'), of({ a: [episode(0, null)] }))).toEqual([]);
    expect(groupEpisodes(group('station', 's', 'a'), of({ a: [episode(0, null)] }))).toEqual([]);
  });

  it('put everything in them under the largest one, an area before a gateway', () => {
    const groups = [
      group('station', 's', 'a', 'b'),
      group('gateway', 'g', 'a', 'b', 'c'),
      group('area', '718', 'a', 'b', 'c'),
      group('area', '74', 'a', 'b', 'c', 'd'),
    ];
    const silent = of({ a: [episode(0, null)], b: [episode(1, null)], c: [episode(2, null)] });
    const devices = ['a', 'b', 'c'].flatMap((id) =>
      silent(id).map((one): ObjectEpisode => ({ type: 'device', id, episode: one })),
    );
    const all = [...devices, ...groups.flatMap((one) => groupEpisodes(one, silent))];
    const roots = [...rootsOf(all, groups)].map(
      ([one, root]) => `${one.type} ${one.id} < ${root?.id ?? '-'}`,
    );

    expect(roots).toEqual([
      'device a < 718',
      'device b < 718',
      'device c < 718',
      'station s < 718',
      'gateway g < 718',
      'area 718 < -',
    ]);
  });
});
