import { textsOf } from '../../i18n/texts.js';
import en from './devices.en.json';
import vi from './devices.vi.json';

export const useTexts = textsOf(vi, en);
