import { describe, expect, it } from '@jest/globals';
import { codecIdFor, firstMapping, readMapping } from './mapping-text.js';

describe('a mapping that is being written', () => {
  it('is an object, or says what is not JSON about it', () => {
    expect(readMapping('{"time":"ts"}')).toEqual({ mapping: { time: 'ts' } });
    expect(readMapping('{"time"')).toEqual({ mistake: expect.stringMatching(/JSON/) as unknown });
    expect(readMapping('[]')).toEqual({ mistake: '{ … }' });
  });

  it('begins with every measure under its own name', () => {
    expect(firstMapping(['pm25', 'n.car'])).toEqual({
      time: 'ts',
      measures: { pm25: 'pm25', 'n.car': 'n.car' },
    });
  });

  it('gets a code of the device that no other mapping has', () => {
    expect(codecIdFor('Cam_Đại.lộ 1', [])).toBe('cam-i-l-1');
    expect(codecIdFor('cam-1', ['cam-1', 'cam-1-2'])).toBe('cam-1-3');
    expect(codecIdFor('native', [])).toBe('native-2');
  });
});
