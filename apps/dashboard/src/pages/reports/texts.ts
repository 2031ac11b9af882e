import { textsOf } from '../../i18n/texts.js';
import en from './reports.en.json';
import vi from './reports.vi.json';

export const useTexts = textsOf(vi, en);
