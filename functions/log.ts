/** One JSON line for the log stream. Never pass the content of an upload or a mail. */
export function log(level: 'info' | 'error', message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  if (process.env.LOG_LEVEL === 'silent') return;
  process.stdout.write(`${JSON.stringify({ level, message, ...fields })}\n`);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
