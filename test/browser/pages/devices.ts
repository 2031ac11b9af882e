import type { View } from '../view.js';

/** "Thiết bị": freshness, ledger, registration. */
export const view: View = {
  name: 'devices',
  path: '/thiet-bi',
  meaningful: 'section[aria-labelledby=devices-title] tbody tr',
};
