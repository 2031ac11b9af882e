import { textsOf } from '../../i18n/texts.js';
import en from './alarms.en.json';
import vi from './alarms.vi.json';

export const useTexts = textsOf(vi, en);
