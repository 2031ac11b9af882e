import { CHANNELS } from '../../plan/units.js';
import type { AnnualReport, ReportTask } from '../model/annual-report.schema.js';
import { NO_DATA, numberVi, taskStatusVi, unitVi } from '../model/words.js';
import { type Block, clean, type Column } from './paper.js';

const COLUMNS: readonly Column[] = [
  { title: 'STT', width: 6, align: 'center' },
  { title: 'Nhiệm vụ', width: 30 },
  { title: 'Thời gian', width: 11 },
  { title: 'Chủ trì; phối hợp', width: 16 },
  { title: 'Kết quả thực hiện, minh chứng', width: 23 },
  { title: 'Khó khăn, vướng mắc', width: 14 },
];
const ROLES = { lead: 'chủ trì', support: 'phối hợp' } as const;

/** Part I: results of the assigned tasks. */
export function taskBlocks(report: AnnualReport): Block[] {
  const { summary, groups } = report.tasks;
  const whose =
    report.unit.kind === 'province' ? 'của Kế hoạch' : `do ${report.unit.nameVi} chủ trì hoặc phối hợp`;
  return [
    { kind: 'heading', level: 1, label: 'Phần I', text: 'KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ ĐƯỢC GIAO' },
    {
      kind: 'text',
      text: `Tổng số nhiệm vụ ${whose} tính đến năm ${report.year}: ${summary.total}; đã hoàn thành: ${summary.done}; đang thực hiện: ${summary.inProgress}; chưa triển khai, chậm hoặc dừng: ${summary.late}; ${NO_DATA}: ${summary.unreported}.`,
    },
    ...Object.values(CHANNELS).map((channel): Block => {
      const numbers = groups.flatMap(({ tasks }) =>
        tasks.filter((task) => task.channel === channel).map((task) => task.number),
      );
      const which = numbers.length === 0 ? 'không có' : numbers.join('; ');
      return { kind: 'text', text: `- Nhiệm vụ báo cáo thông qua ${channel}: ${which}.` };
    }),
    ...groups.flatMap((group): Block[] => [
      { kind: 'heading', level: 2, text: `${group.number}. ${group.name}` },
      {
        kind: 'table',
        columns: COLUMNS,
        rows: group.tasks.map((task) => [
          { text: task.number },
          { text: task.text },
          { text: task.when === 'past' ? `${task.periodText} (đã hết thời hạn)` : task.periodText },
          { text: rolesOf(task) },
          { text: resultOf(task) },
          { text: obstaclesOf(task) },
        ]),
      },
    ]),
    {
      kind: 'text',
      isNote: true,
      text: 'Kết quả do đơn vị báo cáo, một người ký và một người khác kiểm tra; kết quả chưa kiểm tra được ghi rõ. Phân loại nội dung công nghệ thông tin để xác định kênh báo cáo (mục III.5) và việc gắn chỉ số với nhiệm vụ là của hệ thống, không phải của Quyết định.',
    },
  ];
}

function rolesOf(task: ReportTask): string {
  const who = task.partners === null ? task.lead : `${task.lead}; ${task.partners}`;
  return task.role === null ? who : `${who} (đơn vị báo cáo: ${ROLES[task.role]})`;
}

function resultOf(task: ReportTask): string {
  const reports = task.reports.map((one) => {
    const check = one.isChecked ? '' : ' (chưa kiểm tra)';
    const restated =
      one.restated === null ? '' : ` [điều chỉnh lần ${one.revision - 1}: ${clean(one.restated)}]`;
    return `${one.unitName}: ${taskStatusVi(one.status)}, ${numberVi(one.percent, 0)} %${check}. ${clean(one.evidence)}${restated}`;
  });
  const kpis = task.kpis.map(
    ({ id, nameVi, unit, value, precision }) =>
      `${id} ${nameVi}: ${value === null ? NO_DATA : `${numberVi(value, precision)} ${unitVi(unit)}`.trim()}`,
  );
  return [...(reports.length === 0 ? [NO_DATA] : reports), ...kpis].join('\n');
}

function obstaclesOf(task: ReportTask): string {
  return task.reports.flatMap(({ obstacles }) => (obstacles === null ? [] : [clean(obstacles)])).join('\n');
}
