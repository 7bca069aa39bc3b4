/** Says how far the job is: one line that changes on a terminal, a line now and then elsewhere. */
export interface Progress {
  phase(title: string, total: number | null): void;
  advance(by: number): void;
  done(note: string): void;
}

/** Milliseconds between two lines where output is not a terminal. */
const QUIET = 5_000;

export function createProgress(stream: NodeJS.WriteStream, now: () => number): Progress {
  let title = '';
  let total: number | null = null;
  let count = 0;
  let spoke = now();
  const line = () => (total === null ? `${title}…` : `${title}: ${Math.min(count, total)} of ${total}`);
  const rewrite = () => stream.write(`\r\u001b[2K${line()}`);
  return {
    phase(newTitle, newTotal) {
      [title, total, count, spoke] = [newTitle, newTotal, 0, now()];
      if (stream.isTTY) rewrite();
    },
    advance(by) {
      count += by;
      if (stream.isTTY) rewrite();
      else if (now() - spoke > QUIET) {
        spoke = now();
        stream.write(`${line()}\n`);
      }
    },
    done(note) {
      stream.write(`${stream.isTTY ? '\r\u001b[2K' : ''}${note}\n`);
    },
  };
}
