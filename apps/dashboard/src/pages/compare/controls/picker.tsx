import { type ReactNode, useState } from 'react';
import type { Indicator } from '../../../api/types.js';
import { Modal } from '../../../dialog/modal.js';
import { useLocale } from '../../../i18n/locale.js';
import { kpiName } from '../../../kpi/texts.js';
import { searched } from '../../../search/fold.js';
import { useCity } from '../../../shell/city.js';
import { Empty } from '../../../states/states.js';
import type { Choice } from '../choice.js';
import { useTexts } from '../texts.js';

interface Props {
  readonly choice: Choice;
  readonly indicators: readonly Indicator[];
  readonly onPick: (kind: 'kpi' | 'indicator', id: string) => void;
  readonly onClose: () => void;
}

/** Every KPI and socio-economic series that isn't chosen yet, to be searched and picked from. */
export function Picker({ choice, indicators, onPick, onClose }: Props): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  const own = useTexts();
  const { definitions } = useCity();
  const [typed, setTyped] = useState('');
  const entries = [
    ...[...definitions.values()].flatMap((one) => {
      const ids = one.members.length === 0 ? [one.id] : one.members.map((member) => `${one.id}.${member.id}`);
      return ids.map((id) => ({
        kind: 'kpi' as const,
        id,
        name: kpiName(one, id, locale),
        periods: one.periods,
      }));
    }),
    ...indicators.map((one) => ({
      kind: 'indicator' as const,
      id: one.id,
      name: lang === 'vi' ? one.nameVi : one.nameEn,
      periods: one.periods,
    })),
  ].filter(({ id }) => !choice.kpis.includes(id) && !choice.indicators.includes(id));
  const found = searched(entries, typed, (entry) => `${entry.name} ${entry.id}`);
  return (
    <Modal kind="dialog" wide title={own('add')} onClose={onClose}>
      <input
        type="search"
        aria-label={own('pick.hint')}
        placeholder={own('pick.hint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="compare-picker">
        {found.map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              onClick={() => {
                onPick(entry.kind, entry.id);
                onClose();
              }}
            >
              <span>
                {entry.name} <span className="muted">{entry.id}</span>
              </span>
              <span className="muted">
                {own(`pick.${entry.kind}`)} ·{' '}
                {entry.periods.map((one) => t(`period.${one as 'year'}`)).join(', ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <Empty title={own('pick.none')} />}
    </Modal>
  );
}
