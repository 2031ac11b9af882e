import type { ReactNode } from 'react';
import type { Grant } from '../../../admin/session.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { useTexts } from '../texts.js';

const ROLES = ['viewer', 'operator', 'planner', 'verifier', 'administrator'] as const;

/** Roles, each for the whole province or for one area and what lies in it. */
export function GrantsField({
  grants,
  onChange,
}: {
  grants: readonly Grant[];
  onChange: (grants: readonly Grant[]) => void;
}): ReactNode {
  const t = useTexts();
  const { t: common, areaName } = useLocale();
  const { areas } = useCity();
  const set = (at: number, change: Partial<Grant>): void =>
    onChange(grants.map((one, i) => (i === at ? { ...one, ...change } : one)));
  return (
    <fieldset className="admin-grants">
      <legend>{t('people.role')}</legend>
      {grants.map((one, i) => (
        <div key={i} className="admin-grant">
          <select
            aria-label={t('people.role')}
            value={one.role}
            onChange={(event) => {
              const role = ROLES.find((known) => known === event.target.value);
              if (role) set(i, { role });
            }}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {common(`role.${role}`)}
              </option>
            ))}
          </select>
          <select
            aria-label={common('area')}
            value={one.area ?? ''}
            onChange={(event) => set(i, { area: event.target.value === '' ? null : event.target.value })}
          >
            <option value="">{common('admin.everywhere')}</option>
            {areas
              .filter(({ level }) => level !== 'province')
              .map((area) => (
                <option key={area.code} value={area.code}>
                  {areaName(area)}
                </option>
              ))}
          </select>
          <button
            type="button"
            className="icon"
            aria-label={t('people.role.remove')}
            title={t('people.role.remove')}
            onClick={() => onChange(grants.filter((_, at) => at !== i))}
          >
            ✕
          </button>
        </div>
      ))}
      <button
        type="button"
        className="link"
        onClick={() => onChange([...grants, { role: 'viewer', area: null }])}
      >
        + {t('people.role.add')}
      </button>
      <p className="field-hint">{t('people.role.hint')}</p>
    </fieldset>
  );
}
