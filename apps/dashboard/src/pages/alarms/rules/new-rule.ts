/** What the editor begins with. */
export const NEW_RULE = {
  id: 'my-rule',
  names: { vi: 'Quy tắc mới', en: 'New rule' },
  severity: 'warning',
  enabled: true,
  ground: '…',
  scope: {},
  kind: 'threshold',
  measure: 'traffic.speed',
  window: '15min',
  direction: 'below',
  limit: 10,
  clear: 15,
  for: 20,
  clearFor: 10,
  quiet: [],
  text: {
    vi: '{object}: tốc độ {value} {unit}, dưới {limit} trong {minutes} phút',
    en: '{object}: speed {value} {unit}, below {limit} for {minutes} minutes',
  },
};
