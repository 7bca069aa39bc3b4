import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHome, type Home, killTimes } from '../../support/faults/kills.ts';

let home: Home;
beforeAll(async () => {
  home = await createHome();
});
afterAll(() => home.remove());

/** Long enough, on a quiet machine, to die also while reports are written. */
const AFTER = [300, 2600, 1200];

it('npm run dev, ended by kill -9 at any moment, works once on everything dropped, and on no file that is half written', async () => {
  const moments = AFTER[Symbol.iterator]();
  const { files, last, quiet } = await killTimes(
    home,
    AFTER.length,
    () => moments.next().value ?? 0,
    () => {},
  );
  expect(last).toEqual(quiet);
  const statuses = [...last.receipts].map(([key, text]) => `${key.split('.csv.')[0]} ${JSON.parse(text).status}`);
  expect(statuses.filter((one) => !one.startsWith('/receipts/plan/')).sort()).toEqual(
    files.map((file) => `/receipts/${file.replace('.csv', '')} accepted`).sort(),
  );
  expect(last.mails).toHaveLength(files.length + 1);
}, 180_000);
