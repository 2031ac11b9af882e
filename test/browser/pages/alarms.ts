import type { View } from '../view.js';

/** "Cảnh báo": what is wrong, and who looks after it. */
export const view: View = {
  name: 'alarms',
  path: '/canh-bao',
  meaningful: 'section[aria-labelledby=alarms-title] :is(.empty-state, table)',
};
