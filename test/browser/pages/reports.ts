import type { View } from '../view.js';

/** "Báo cáo": the yearly report, its tasks, signed periods. */
export const view: View = {
  name: 'reports',
  path: '/bao-cao',
  meaningful: '.reports-part .button.primary',
};
