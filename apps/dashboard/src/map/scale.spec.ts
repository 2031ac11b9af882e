import { describe, expect, it } from '@jest/globals';
import { classesOf, classOf, niceBreaks } from './scale.js';

describe('classes of the map', () => {
  it('colours high values as worse where lower is better, and the other way round', () => {
    const tti = classesOf('MOB-05', 'down', [], []);
    const speed = classesOf('MOB-04', 'up', [], []);

    expect(classOf(2.4, tti)?.step).toBe(4);
    expect(classOf(1.1, tti)?.step).toBe(0);
    expect(classOf(12, speed)?.step).toBe(4);
    expect(classOf(50, speed)?.step).toBe(0);
  });

  it('uses the official bands with their upper ends included', () => {
    const names = { vi: 'Tốt', en: 'Good' };
    const classes = classesOf(
      'ENV-01',
      'down',
      [
        { upTo: 50, names, colour: '#00E400' },
        { upTo: null, names, colour: '#FFFF00' },
      ],
      [],
    );

    expect(classOf(50, classes)?.colour).toBe('#00E400');
    expect(classOf(51, classes)?.colour).toBe('#FFFF00');
  });

  it('cuts an unknown range at round numbers', () => {
    expect(niceBreaks([120, 980])).toEqual([200, 400, 600, 800]);
    expect(niceBreaks([])).toHaveLength(4);
  });
});
