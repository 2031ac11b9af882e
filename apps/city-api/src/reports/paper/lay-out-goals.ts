import type { AnnualReport, ReportGoal } from '../model/annual-report.schema.js';
import { NO_DATA, numberVi, unitVi } from '../model/words.js';
import type { Block, Column } from './paper.js';

const COLUMNS: readonly Column[] = [
  { title: 'STT', width: 5, align: 'center' },
  { title: 'Lĩnh vực', width: 19 },
  { title: 'Mục tiêu theo Quyết định', width: 33 },
  { title: 'Kết quả', width: 43 },
];

/** Part III: the goals of 2025 and 2030 by sector. [1338/QĐ-UBND, I.1] */
export function goalBlocks(report: AnnualReport): Block[] {
  const years = [...new Set(report.goals.map((goal) => goal.year))].sort((a, b) => a - b);
  return [
    {
      kind: 'heading',
      level: 1,
      label: 'Phần III',
      text: 'KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU ĐẾN NĂM 2025 VÀ ĐẾN NĂM 2030',
    },
    ...years.flatMap((year, i): Block[] => [
      { kind: 'heading', level: 2, text: `${i + 1}. Mục tiêu đến năm ${year}` },
      {
        kind: 'table',
        columns: COLUMNS,
        rows: report.goals
          .filter((goal) => goal.year === year)
          .map((goal, j) => [
            { text: String(j + 1) },
            { text: goal.sectorVi },
            { text: `"${goal.quote}" (mục ${goal.section})` },
            { text: resultOf(goal, report.area.code) },
          ]),
      },
    ]),
    {
      kind: 'text',
      isNote: true,
      text: 'Việc gắn chỉ số và nhiệm vụ với từng mục tiêu là của hệ thống, không phải của Quyết định. Tiến độ nhiệm vụ là kết quả đã được kiểm tra của đơn vị báo cáo.',
    },
  ];
}

function resultOf(goal: ReportGoal, area: string): string {
  if (!goal.hasData) return NO_DATA;
  const measures = goal.measures.map(
    ({ id, nameVi, unit, precision, value, target, status, area: where }) => {
      const number = value === null ? NO_DATA : `${numberVi(value, precision)} ${unitVi(unit)}`.trim();
      const compared = target === null ? '' : `; mục tiêu ${target}${status === null ? '' : `: ${status}`}`;
      return `${id} ${nameVi}${where === area ? '' : ` (địa bàn ${where})`}: ${number}${compared}`;
    },
  );
  const tasks = goal.tasks.map(
    ({ number, percent, unitName }) => `Nhiệm vụ ${number} (${unitName}): ${numberVi(percent, 0)} %`,
  );
  return [...measures, ...tasks].join('\n');
}
