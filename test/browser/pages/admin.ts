import type { View } from '../view.js';

/** "Quản trị": definitions, imports, areas, recalculations, users. */
export const view: View = {
  name: 'admin',
  path: '/quan-tri',
  meaningful: 'section[aria-labelledby=admin-title] tbody tr',
};
