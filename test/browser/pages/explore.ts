import type { View } from '../view.js';

/** "Truy vấn": any measure at any place and time. */
export const view: View = {
  name: 'explore',
  path: '/truy-van',
  meaningful: '.line-chart-plot canvas',
};
