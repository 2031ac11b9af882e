/** What a rule's text may put in. */
export const PLACEHOLDERS: readonly string[] = ['object', 'value', 'limit', 'unit', 'minutes', 'rule'];

/** What stands for the placeholders of one alarm. */
export interface TextValues {
  /** Name of the object in the text's language. */
  readonly object: string;
  readonly rule: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  /** Minutes that the condition has held. */
  readonly minutes: number;
}

/** The alarm's sentence; numbers as the language writes them, at most two decimals. NFC. */
export function alarmText(template: string, values: TextValues, language: 'vi' | 'en'): string {
  const shown: Readonly<Record<string, string>> = {
    object: values.object,
    rule: values.rule,
    value: numberText(values.value, language),
    limit: numberText(values.limit, language),
    unit: values.unit === '1' ? '' : values.unit,
    minutes: numberText(values.minutes, language),
  };
  return template
    .replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => shown[name] ?? whole)
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ ([.,;)])/g, '$1')
    .trim()
    .normalize('NFC');
}

function numberText(value: number | null, language: 'vi' | 'en'): string {
  if (value === null) return '–';
  const [whole = '0', decimals = ''] = Math.abs(value).toFixed(2).split('.');
  const rest = decimals.replace(/0+$/, '');
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
  const isZero = whole === '0' && rest === '';
  return `${value < 0 && !isZero ? '−' : ''}${grouped}${rest === '' ? '' : point + rest}`;
}
