import type { View } from '../view.js';

/** "Thư từ chối": what was not taken, and why. */
export const view: View = {
  name: 'rejected',
  path: '/tu-choi',
  meaningful: 'section[aria-labelledby=rejected-title] :is(.empty-state, table)',
};
