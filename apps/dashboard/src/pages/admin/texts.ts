import { textsOf } from '../../i18n/texts.js';
import en from './admin.en.json';
import vi from './admin.vi.json';

export const useTexts = textsOf(vi, en);
