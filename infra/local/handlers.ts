import { fileURLToPath } from 'node:url';
import { createHandler as createAggregate } from '../../functions/aggregate/handler.ts';
import { createHandler as createBounces } from '../../functions/bounces/handler.ts';
import { createHandler as createCanary } from '../../functions/canary/handler.ts';
import { createHandler as createDispatch } from '../../functions/dispatch/handler.ts';
import { createHandler as createIngest } from '../../functions/ingest/handler.ts';
import { createHandler as createLinks } from '../../functions/links/handler.ts';
import { createHandler as createPlan } from '../../functions/plan/handler.ts';
import { createHandler as createRemind } from '../../functions/remind/handler.ts';
import { createHandler as createReport } from '../../functions/report/handler.ts';
import { createHandler as createUpload } from '../../functions/upload/handler.ts';
import { createHandler as createWorkbook } from '../../functions/workbook/handler.ts';
import { STEPS } from '../definitions.ts';
import type { LocalAws } from './local-aws.ts';
import { SENDER } from './start-aws.ts';

/** The very handlers AWS Lambda runs, wired to the embedded AWS by environment variables only. `linksUrl` is where links of mails are answered. */
export function createHandlers(embedded: Pick<LocalAws, 'environment'>, linksUrl = '') {
  const environment = {
    LOG_LEVEL: 'silent',
    ...embedded.environment,
    SENDER,
    LINKS_URL: linksUrl,
    TEMPLATES_DIR: fileURLToPath(new URL('../../templates', import.meta.url)),
  };
  // The AWS SDK reads its endpoints, region and keys from the process, as it does in Lambda.
  Object.assign(process.env, environment);
  const report = createReport(environment);
  return {
    steps: {
      plan: createPlan({ ...environment, TIMEOUT_SECONDS: String(STEPS.plan.timeoutSeconds) }),
      ingest: createIngest({ ...environment, TIMEOUT_SECONDS: String(STEPS.ingest.timeoutSeconds) }),
      aggregate: createAggregate(environment),
      report: report.handle,
      workbook: createWorkbook(environment),
      bounces: createBounces(environment),
    },
    canary: createCanary(environment),
    dispatch: createDispatch(environment),
    links: createLinks(environment),
    remind: createRemind(environment),
    upload: createUpload(environment),
    /** Ends what the handlers hold open, such as the browser. */
    close: report.close,
  };
}
