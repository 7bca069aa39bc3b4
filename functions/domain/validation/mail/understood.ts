import { type Plan, titleIn } from '../../plan/model.ts';
import type { Catalogue } from '../../report/catalogue.ts';
import type { UnderstoodColumn } from '../../sheet/statement.ts';
import { isolated } from '../quoted.ts';
import type { Receipt } from '../receipt.ts';
import { oneLine } from './file-names.ts';

/** Issues that tell of a guess at what a column holds. */
const GUESSES: ReadonlySet<string> = new Set(['header-read-as', 'column-inferred', 'encoding-guessed']);
const MOST = 10;

/** What one part of a column's role says, in words: `dimension sex`, `period 2025-Q1`, `value`. */
function roleText(part: string, plan: Plan, { text, language }: Catalogue): string {
  const [kind = '', ...rest] = part.split(' ');
  const name = rest.join(' ');
  switch (kind) {
    case 'dimension': {
      const dimension = plan.dimensions.find(({ code }) => code === name);
      return text('receipt.role.dimension', {
        name: dimension ? titleIn(dimension.title, language, plan.defaultLanguage) : name,
      });
    }
    case 'category':
      return name.slice(name.indexOf('=') + 1);
    case 'orgUnit':
    case 'period':
    case 'indicator':
      return name === '' ? text(`receipt.role.${kind}`) : name;
    case 'value':
    case 'numerator':
    case 'denominator':
    case 'note':
      return text(`receipt.role.${kind}`);
    default:
      return text('receipt.role.unread');
  }
}

function columnText({ column, header, role }: UnderstoodColumn, plan: Plan, catalogue: Catalogue): string {
  const words = role.split(', ').map((part) => roleText(part, plan, catalogue));
  const title = header === '' ? '' : ` (${oneLine(header, 24)})`;
  return `${column}${title} = ${words.join(', ')}`;
}

/** How the columns were read, in a line, where something had to be guessed; null where nothing was. */
export function understoodText({ understood, issues }: Receipt, plan: Plan, catalogue: Catalogue): string | null {
  if (understood.length === 0 || !issues.some(({ code }) => GUESSES.has(code))) return null;
  const shown = understood.slice(0, MOST).map((column) => isolated(columnText(column, plan, catalogue), catalogue));
  const columns = [...shown, ...(understood.length > MOST ? ['…'] : [])].join(' · ');
  return catalogue.text('receipt.understood', { columns });
}
