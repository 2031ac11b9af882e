import { textsOf } from '../../i18n/texts.js';
import en from './kpi.en.json';
import vi from './kpi.vi.json';

export const useTexts = textsOf(vi, en);
