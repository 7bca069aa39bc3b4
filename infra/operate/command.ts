import { type Read, WrongArguments } from './arguments.ts';

/** The command cannot be done, and what to do about it. */
export class CommandFailure extends Error {}

/** Faults of the operator's environment, which a trace of our calls would not explain. */
const isOfAws = (error: unknown): error is Error =>
  error instanceof Error &&
  ('$metadata' in error || error.name === 'CredentialsProviderError' || error.message === 'Region is missing');

/** Runs a command as its command line was read. Sets the exit status: 0 done, 1 not (or differences were found), 2 wrong arguments. */
export async function runCommand<Options>(
  help: string,
  read: Read<Options>,
  run: (options: Options) => Promise<0 | 1>,
): Promise<void> {
  switch (read.kind) {
    case 'help':
      process.stdout.write(help);
      return;
    case 'wrong':
      process.stderr.write(`${read.message}\n\n${help}`);
      process.exitCode = 2;
      return;
    case 'run':
      try {
        process.exitCode = await run(read.options);
      } catch (error) {
        if (error instanceof WrongArguments) {
          process.stderr.write(`${error.message}\n`);
          process.exitCode = 2;
          return;
        }
        if (error instanceof CommandFailure) process.stderr.write(`${error.message}\n`);
        else if (isOfAws(error)) process.stderr.write(`AWS cannot be asked: ${error.name}: ${error.message}\n`);
        else throw error;
        process.exitCode = 1;
      }
      return;
    default:
      read satisfies never;
  }
}
