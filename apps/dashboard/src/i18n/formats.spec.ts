import { describe, expect, it } from '@jest/globals';
import {
  formatAge,
  formatDate,
  formatWeekday,
  formatMoment,
  formatNumber,
  formatShare,
  formatTime,
  localDate,
  unitText,
} from './formats.js';

const MORNING = Date.parse('2026-11-23T00:42:00Z');

describe('numbers and dates of a language', () => {
  it('writes a comma before decimals in Vietnamese and a point in English', () => {
    expect(formatNumber(1234.5, 'vi', 1)).toBe('1.234,5');
    expect(formatNumber(1234.5, 'en', 1)).toBe('1,234.5');
  });

  it('writes no minus before a zero', () => {
    expect(formatNumber(-0.04, 'vi', 1)).toBe('0,0');
  });

  it('never rounds an incomplete share up to 100 %', () => {
    expect(formatShare(0.9999, 'vi')).toBe('99,9\u00A0%');
    expect(formatShare(1, 'vi')).toBe('100\u00A0%');
  });

  it('shows times and dates at UTC+7, day first', () => {
    expect(formatTime(MORNING, 'vi')).toBe('07:42');
    expect(formatDate(MORNING, 'vi')).toBe('23/11/2026');
    expect(formatMoment(MORNING, 'vi')).toBe('23/11 07:42');
    expect(formatWeekday(MORNING, 'vi')).toBe('Thứ Hai');
    expect(formatWeekday(MORNING, 'en')).toBe('Monday');
    expect(localDate(Date.parse('2026-11-22T18:00:00Z'))).toBe('2026-11-23');
  });

  it('gives an age in the largest unit that fits', () => {
    expect(formatAge(800, 'vi')).toBe('0,8\u00A0s');
    expect(formatAge(42_000, 'en')).toBe('42\u00A0s');
    expect(formatAge(300_000, 'vi')).toBe('5\u00A0phút');
    expect(formatAge(3 * 86_400_000, 'en')).toBe('3\u00A0days');
  });

  it('shows a plain number without a unit and keeps a unit that it does not know', () => {
    expect(unitText('1', 'vi')).toBe('');
    expect(unitText('veh/h', 'vi')).toBe('xe/h');
    expect(unitText('dB', 'en')).toBe('dB');
  });
});
