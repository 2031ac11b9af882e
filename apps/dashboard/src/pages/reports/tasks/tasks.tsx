import { type ReactNode, useState } from 'react';
import { getList } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { setOwn, useOwn } from '../../../route/route.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { useYear, YearAndUnit } from '../year-unit.js';
import type { Task, Update } from './task.js';
import { TaskDrawer } from './task-drawer.js';

/** Tasks of the decision in a year, with what units reported. */
export function Tasks(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const year = useYear();
  const [unit] = useOwn('unit', '');
  const [open] = useOwn('task', '');
  const [changes, setChanges] = useState(0);
  const list = useResource(`tasks|${year}|${unit}|${changes}`, (signal) =>
    getList<Task>('/api/v1/plan/tasks', { year, unit: unit || undefined }, signal),
  );
  const tasks = list.data ?? [];
  const shown = tasks.find((one) => one.number === open);
  const reported = tasks.filter((one) => one.checked.length > 0).length;
  return (
    <>
      <div className="reports-form">
        <YearAndUnit anyUnit={t('unit.any')} />
      </div>
      <Failure resource={list} what={t('tab.tasks')} />
      {list.data === null && list.error === null ? (
        <Ghost lines={8} />
      ) : (
        <DataTable
          title={t('tasks.title', { year })}
          file={`nhiem-vu-${year}`}
          rows={tasks}
          rowKey={(one) => one.number}
          onRow={(one) => setOwn({ task: one.number })}
          tools={
            <span className="muted">
              {t('tasks.reported', {
                n: formatNumber(reported, lang),
                all: formatNumber(tasks.length, lang),
              })}
            </span>
          }
          empty={
            <Empty title={t('tasks.none')}>
              <p>{t('tasks.none.do')}</p>
            </Empty>
          }
          columns={[
            { id: 'number', head: t('number.short'), cell: (one) => one.number },
            { id: 'text', head: t('task'), rowHead: true, cell: (one) => one.text },
            { id: 'lead', head: t('lead'), cell: (one) => one.lead },
            { id: 'when', head: t('when'), cell: (one) => one.periodText },
            {
              id: 'state',
              head: t('state'),
              cell: (one) => newest(one)?.status ?? null,
              show: (one) => <TaskState task={one} />,
            },
            {
              id: 'percent',
              head: '%',
              num: true,
              cell: (one) => newest(one)?.percent ?? null,
              show: (one) => {
                const update = newest(one);
                return update ? formatNumber(update.percent, lang) : '–';
              },
            },
            {
              id: 'pending',
              head: t('pending'),
              num: true,
              cell: (one) => one.pending.length,
              show: (one) => (one.pending.length === 0 ? '–' : formatNumber(one.pending.length, lang)),
            },
          ]}
        />
      )}
      {shown && (
        <TaskDrawer
          task={shown}
          year={year}
          onClose={() => setOwn({ task: undefined })}
          onChanged={() => setChanges(changes + 1)}
        />
      )}
    </>
  );
}

/** The newest checked report. */
function newest(task: Task): Update | undefined {
  return [...task.checked].sort((a, b) => (a.at < b.at ? 1 : -1))[0];
}

function TaskState({ task }: { task: Task }): ReactNode {
  const t = useTexts();
  const update = newest(task);
  if (!update)
    return <span className={task.when === 'past' ? 'attention' : 'muted'}>{t(`when.${task.when}`)}</span>;
  const tone = { done: 'good', in_progress: '', not_started: 'muted', delayed: 'attention', stopped: 'bad' };
  return <span className={tone[update.status]}>{t(`status.${update.status}`)}</span>;
}
