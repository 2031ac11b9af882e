import { textsOf } from '../../i18n/texts.js';
import en from './rejected.en.json';
import vi from './rejected.vi.json';

export const useTexts = textsOf(vi, en);
