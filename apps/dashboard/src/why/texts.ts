import { textsOf } from '../i18n/texts.js';
import en from './why.en.json';
import vi from './why.vi.json';

/** Texts of "Vì sao có con số này?". */
export const useTexts = textsOf(vi, en);
