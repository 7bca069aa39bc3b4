import type { Cell as WrittenCell } from '../../fixtures/write/table.ts';
import { workbook } from '../../fixtures/write/workbook.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { planGrids } from '../../functions/domain/plan/write-plan.ts';
import type { Cell } from '../../functions/domain/sheet/grid.ts';

function written(cell: Cell): WrittenCell {
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell !== 'object' || cell === null) return cell;
  return cell.kind === 'percent' ? { percent: cell.value } : cell.kind === 'date' ? cell.iso : cell.code;
}

/** The bytes of the workbook that says a plan. */
export function planWorkbook(plan: Plan): Promise<Uint8Array> {
  return workbook(
    planGrids(plan).map(({ sheet, rows }) => ({ name: sheet ?? '', rows: rows.map((row) => row.map(written)) })),
  );
}
