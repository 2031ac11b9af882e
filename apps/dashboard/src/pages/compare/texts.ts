import { textsOf } from '../../i18n/texts.js';
import en from './compare.en.json';
import vi from './compare.vi.json';

export const useTexts = textsOf(vi, en);
