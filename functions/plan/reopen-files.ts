import type { ClosedFiles, KeptFile } from '../aws/closed-files.ts';
import type { Queue } from '../aws/queue.ts';
import { reopenedBy } from '../domain/completeness/closed-files.ts';
import type { Plan } from '../domain/plan/model.ts';
import { issue, type ValidationIssue } from '../domain/validation/issue.ts';
import type { ReopenedMessage } from '../events.ts';

export interface ReopenDependencies {
  readonly closedFiles: Pick<ClosedFiles, 'all'>;
  readonly ingestQueue: Queue;
}

/** Files named in a receipt; more are counted. */
const NAMED = 20;

/** What a version lets in of a kept file: also where it has done so already, so that a retry tells the same. */
const letIn = ({ file, planVersion }: KeptFile, plan: Plan, version: number): readonly string[] =>
  planVersion === version ? file.reopened : planVersion < version ? reopenedBy(plan, file) : [];

/** Has the kept files judged again that wait for a period which a new plan version reopens; gives what its receipt says of them. */
export async function reopenFiles(
  plan: Plan,
  version: number,
  { closedFiles, ingestQueue }: ReopenDependencies,
): Promise<ValidationIssue[]> {
  const kept = (await closedFiles.all())
    .map((one) => ({ ...one.file, isDone: one.planVersion === version, letIn: letIn(one, plan, version) }))
    .filter((file) => file.letIn.length > 0);
  await ingestQueue.send(
    kept
      .filter(({ isDone }) => !isDone)
      .map(({ orgUnit, order }): ReopenedMessage => ({ kind: 'reopened', planVersion: version, orgUnit, order })),
  );
  const named = kept
    .slice(0, NAMED)
    .map(({ key, letIn: periods }) => issue('plan-reopens', 'info', { found: key, expected: periods.join(', ') }));
  const others = kept.length - named.length;
  return others > 0 ? [...named, issue('plan-reopens-more', 'info', { found: String(others) })] : named;
}
