import { type ReactNode, useState } from 'react';
import { getList } from '../../../api/client.js';
import type { Definition, KpiItem } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { CompletenessBar } from '../../../charts/completeness-bar.js';
import { Segments } from '../../../form/segments.js';
import { formatShare, unitText } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { periodFor } from '../../../kpi/catalogue.js';
import { StatusChip } from '../../../kpi/status-chip.js';
import { standingOf, targetsFor, traitsOf } from '../../../kpi/status.js';
import { kpiName, periodTitle, targetText, valueText } from '../../../kpi/texts.js';
import { useHref, useOwn } from '../../../route/route.js';
import { searched } from '../../../search/fold.js';
import { useCity } from '../../../shell/city.js';
import { Failure } from '../../../states/failure.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';

const STATUSES = ['any', 'met', 'missed', 'short'] as const;
type Status = (typeof STATUSES)[number];

interface Row {
  readonly kpi: string;
  readonly definition: Definition;
  readonly item: KpiItem | undefined;
  readonly status: Exclude<Status, 'any'> | 'other';
}

/** Every KPI by domain with its newest value in the chosen area; searched without diacritics, narrowed by status. */
export function AllKpis(): ReactNode {
  const locale = useLocale();
  const own = useTexts();
  const city = useCity();
  const [typed, setTyped] = useState('');
  const [status, setStatus] = useOwn('status', 'any');
  const { area } = city.url;
  const latest = useResource(
    `latest|${area}`,
    (signal) => getList<KpiItem>('/api/v1/latest', { area }, signal),
    30_000,
  );
  const all = rowsOf([...city.definitions.values()], latest.data ?? [], city.url.period);
  const name = (row: Row): string => kpiName(row.definition, row.kpi, locale);
  const rows = searched(all, typed, (row) => `${name(row)} ${row.kpi}`).filter(
    (row) => status === 'any' || row.status === status,
  );
  const domains = [...new Set(all.map((row) => row.definition.domain))];
  return (
    <>
      <section className="card kpi-search">
        <input
          type="search"
          aria-label={own('list.search')}
          placeholder={own('list.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Segments
          label={own('list.status')}
          value={STATUSES.find((one) => one === status) ?? 'any'}
          options={STATUSES.map((id) => ({ id, text: own(`list.${id}`) }))}
          onChange={setStatus}
        />
        <span className="muted" role="status">
          {own('list.n', { n: rows.length })}
        </span>
      </section>
      <Failure resource={latest} what={own('view.all')} />
      {rows.length === 0 && (
        <section className="card">
          <Empty title={own('list.none')} />
        </section>
      )}
      <div className="kpi-domains">
        {domains.map((domain) => (
          <Domain
            key={domain}
            domain={domain}
            rows={rows.filter((row) => row.definition.domain === domain)}
          />
        ))}
      </div>
    </>
  );
}

function rowsOf(
  definitions: readonly Definition[],
  items: readonly KpiItem[],
  wanted: Parameters<typeof periodFor>[1],
): readonly Row[] {
  return definitions.flatMap((definition) => {
    const ids =
      definition.members.length === 0
        ? [definition.id]
        : definition.members.map((one) => `${definition.id}.${one.id}`);
    const period = periodFor(definition, wanted);
    return ids.map((kpi) => {
      const item = items.find((one) => one.kpi === kpi && one.period === period);
      return { kpi, definition, item, status: statusOf(definition, item) };
    });
  });
}

function statusOf(definition: Definition, item: KpiItem | undefined): Row['status'] {
  if (!item || item.value === null || item.quality !== 'ok') return 'short';
  const standing = standingOf(item, targetsFor(definition, item.kpi, item.area, item.from.slice(0, 10)));
  return standing === 'none' ? 'other' : standing === 'met' ? 'met' : 'missed';
}

function Domain({ domain, rows }: { domain: string; rows: readonly Row[] }): ReactNode {
  const locale = useLocale();
  const { lang } = locale;
  const own = useTexts();
  const href = useHref();
  const city = useCity();
  if (rows.length === 0) return null;
  const unit = (row: Row): string => unitText(traitsOf(row.definition, row.kpi).unit, lang);
  const target = (row: Row): string => {
    const date = row.item?.from.slice(0, 10) ?? new Date().toISOString().slice(0, 10);
    const found = targetsFor(row.definition, row.kpi, city.url.area, date).at(-1);
    return found ? targetText(found, traitsOf(row.definition, row.kpi).unit, locale) : '';
  };
  return (
    <section className="card">
      <DataTable
        title={locale.t(`domain.${domain}` as 'domain.mobility')}
        file={`chi-so-${domain}`}
        rows={rows}
        rowKey={(row) => row.kpi}
        columns={[
          {
            id: 'name',
            head: own('list.name'),
            cell: (row) => kpiName(row.definition, row.kpi, locale),
            show: (row) => (
              <>
                <a href={href('/chi-so', { kpi: row.kpi })}>{kpiName(row.definition, row.kpi, locale)}</a>
                <span className="sub">{row.kpi}</span>
              </>
            ),
            rowHead: true,
          },
          { id: 'kpi', head: own('list.code'), cell: (row) => row.kpi, csvOnly: true },
          {
            id: 'value',
            head: own('list.value'),
            num: true,
            cell: (row) => row.item?.value ?? null,
            show: (row) => <Value row={row} unit={unit(row)} />,
          },
          { id: 'unit', head: own('list.unit'), cell: unit, csvOnly: true },
          {
            id: 'status',
            head: own('list.status'),
            cell: (row) => row.status,
            show: (row) => (
              <span className="chips">
                <StatusChip item={row.item} definition={row.definition} />
              </span>
            ),
          },
          { id: 'target', head: own('list.target'), cell: target },
          {
            id: 'period',
            head: own('list.period'),
            cell: (row) => row.item?.from ?? null,
            show: (row) => (row.item ? periodTitle(row.item, locale) : '–'),
          },
          {
            id: 'complete',
            head: own('col.complete'),
            num: true,
            cell: (row) => row.item?.completeness ?? null,
            show: (row) => (row.item ? formatShare(row.item.completeness, lang) : '–'),
          },
        ]}
      />
    </section>
  );
}

function Value({ row, unit }: { row: Row; unit: string }): ReactNode {
  const locale = useLocale();
  const { explain } = useCity();
  const { item, definition } = row;
  if (!item) return <span className="muted">–</span>;
  const text = item.value === null ? locale.t('quality.short') : valueText(item, definition, locale);
  return (
    <button
      type="button"
      className={`cell quality-${item.quality}`}
      title={locale.t('why')}
      onClick={() => explain(item)}
    >
      <span>
        {text} {item.value !== null && <small>{unit}</small>}
      </span>
      <CompletenessBar item={item} />
    </button>
  );
}
