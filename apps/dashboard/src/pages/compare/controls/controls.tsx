import { type ReactNode, useState } from 'react';
import type { Indicator, Period } from '../../../api/types.js';
import { Field } from '../../../form/field.js';
import { Segments } from '../../../form/segments.js';
import { useLocale } from '../../../i18n/locale.js';
import { definitionOf, ORDER } from '../../../kpi/catalogue.js';
import { kpiName } from '../../../kpi/texts.js';
import { useCity } from '../../../shell/city.js';
import { type Choice, VIEWS } from '../choice.js';
import { useTexts } from '../texts.js';
import { Picker } from './picker.js';

interface Props {
  readonly choice: Choice;
  readonly change: (change: Partial<Choice>) => void;
  readonly indicators: readonly Indicator[];
}

/** What is compared: lines and areas as chips, the view, the period and the span. */
export function Controls({ choice, change, indicators }: Props): ReactNode {
  const own = useTexts();
  return (
    <section className="card compare-controls">
      <Lines choice={choice} change={change} indicators={indicators} />
      {choice.mode !== 'areas' && <Areas choice={choice} change={change} />}
      <div className="compare-options">
        <div className="field">
          <span className="field-name">{own('view')}</span>
          <Segments
            label={own('view')}
            value={choice.view}
            options={VIEWS.map((id) => ({ id, text: own(`view.${id}`) }))}
            onChange={(view) => change({ view })}
          />
        </div>
        <PeriodField choice={choice} change={change} />
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={own(end)}>
            {(control) => (
              <input
                {...control}
                type="date"
                value={choice[end]}
                onChange={(event) => change({ [end]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </section>
  );
}

function PeriodField({ choice, change }: Omit<Props, 'indicators'>): ReactNode {
  const { t } = useLocale();
  const own = useTexts();
  return (
    <Field label={own('period')}>
      {(control) => (
        <select
          {...control}
          value={choice.period ?? ''}
          onChange={(event) =>
            change({ period: ORDER.find((one): one is Period => one === event.target.value) ?? null })
          }
        >
          <option value="">{own('period.auto')}</option>
          {ORDER.map((period) => (
            <option key={period} value={period}>
              {t(`period.${period}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Lines({ choice, change, indicators }: Props): ReactNode {
  const locale = useLocale();
  const own = useTexts();
  const city = useCity();
  const [open, setOpen] = useState(false);
  const { kpis } = choice;
  return (
    <div className="compare-chips" role="group" aria-label={own('lines')}>
      {kpis.map((id) => (
        <Chip
          key={id}
          name={kpiName(definitionOf(city.definitions, id), id, locale)}
          onRemove={() => change({ kpis: kpis.filter((one) => one !== id) })}
        />
      ))}
      {choice.indicators.map((id) => {
        const found = indicators.find((one) => one.id === id);
        return (
          <Chip
            key={id}
            name={found ? (locale.lang === 'vi' ? found.nameVi : found.nameEn) : id}
            onRemove={() => change({ indicators: choice.indicators.filter((one) => one !== id) })}
          />
        );
      })}
      <button type="button" className="button" onClick={() => setOpen(true)}>
        + {own('add')}
      </button>
      {open && (
        <Picker
          choice={choice}
          indicators={indicators}
          onClose={() => setOpen(false)}
          onPick={(kind, id) => {
            if (kind === 'kpi') change({ kpis: [...kpis, id] });
            else change({ indicators: [...choice.indicators, id] });
          }}
        />
      )}
    </div>
  );
}

function Areas({ choice, change }: Omit<Props, 'indicators'>): ReactNode {
  const { areaShort } = useLocale();
  const own = useTexts();
  const { areas } = useCity();
  const rest = areas.filter((area) => !choice.areas.includes(area.code));
  const name = (code: string): string => {
    const area = areas.find((one) => one.code === code);
    return area ? areaShort(area) : code;
  };
  return (
    <div className="compare-chips" role="group" aria-label={own('areas')}>
      {choice.areas.map((code) => (
        <Chip
          key={code}
          name={name(code)}
          onRemove={
            choice.areas.length > 1
              ? () => change({ areas: choice.areas.filter((one) => one !== code) })
              : undefined
          }
        />
      ))}
      {rest.length > 0 && (
        <select
          aria-label={own('areas.add')}
          value=""
          onChange={(event) => change({ areas: [...choice.areas, event.target.value] })}
        >
          <option value="">+ {own('areas.add')}</option>
          {rest.map((area) => (
            <option key={area.code} value={area.code}>
              {areaShort(area)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function Chip({ name, onRemove }: { name: string; onRemove: (() => void) | undefined }): ReactNode {
  const own = useTexts();
  return (
    <span className="compare-chip">
      {name}
      {onRemove && (
        <button
          type="button"
          aria-label={own('remove', { name })}
          title={own('remove', { name })}
          onClick={onRemove}
        >
          ✕
        </button>
      )}
    </span>
  );
}
