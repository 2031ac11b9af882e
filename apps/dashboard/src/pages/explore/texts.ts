import { textsOf } from '../../i18n/texts.js';
import en from './explore.en.json';
import vi from './explore.vi.json';

export const useTexts = textsOf(vi, en);
