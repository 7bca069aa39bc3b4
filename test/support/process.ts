import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SQSBatchResponse } from 'aws-lambda';
import { z } from 'zod';
import type { StepHandler } from '../../infra/local/pump.ts';

const Answer: z.ZodType<SQSBatchResponse> = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })),
});

/**
 * A handler in a process of its own, as in Lambda: the process lives on from one event to the next, an event it dies of fails, and the
 * next one gets a new process. A process that says `hanging` has used up its time.
 */
export function inProcess(script: string, environment: Readonly<Record<string, string>>) {
  let child: ChildProcess | null = null;
  const alive = (): ChildProcess => {
    child ??= fork(fileURLToPath(new URL(script, import.meta.url)), {
      env: { ...process.env, ...environment },
      execArgv: ['--max-old-space-size=192'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return child;
  };
  const handler: StepHandler = (event) =>
    new Promise((resolve, reject) => {
      const working = alive();
      working.removeAllListeners();
      working.once('exit', () => {
        child = null;
        reject(new Error('The process died'));
      });
      working.on('message', (message) => {
        if (message === 'hanging') working.kill('SIGKILL');
        else resolve(Answer.parse(message));
      });
      working.send(event);
    });
  return { handler, stop: () => child?.kill('SIGKILL') };
}
