const NOTATION = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

const isDate = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/**
 * An instant written as `2025-11-01T00:00Z`, with or without seconds, in UTC or with the offset of a time zone, as its one notation in
 * UTC with milliseconds; null for anything else, such as a date alone, a time without its zone, or a day that no month has.
 */
export function readInstant(text: string): string | null {
  const match = NOTATION.exec(text);
  return match?.[1] !== undefined && isDate(match[1]) ? new Date(text).toISOString() : null;
}
