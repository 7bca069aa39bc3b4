import type { Catalogue } from '../report/catalogue.ts';
import { periodName } from '../report/words.ts';
import type { ListedClosedFile } from './closed-files.ts';

/** The rows of the list of files that wait for a period to be reopened, on the pages of reports and of completeness. */
export function closedFileRows(files: readonly ListedClosedFile[], timeZone: string, catalogue: Catalogue) {
  return files.map(({ orgUnit, title, key, uploadedAt, periods, figures }) => ({
    ...{ title, code: orgUnit, file: key.split('/').slice(2).join('/') },
    uploaded: catalogue.date(uploadedAt, timeZone),
    periods: periods.map((period) => periodName(period, catalogue)).join(catalogue.text('report.list-separator')),
    figures: catalogue.number(figures),
  }));
}
