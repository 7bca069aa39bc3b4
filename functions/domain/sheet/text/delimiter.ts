import Papa from 'papaparse';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** The delimiter is judged by so many characters from the start. */
const SAMPLE_CHARACTERS = 262_144;
const SAMPLE_RECORDS = 200;
const HEADER_RECORDS = 30;
const HXL_TAG = /^#[a-z]+(\s*\+[a-z0-9_-]+)*$/i;

/**
 * The delimiter of a text: the one that splits its first records most evenly and brings out more of the known words as
 * whole cells. A comma where nothing speaks for any of them.
 */
export function judgeDelimiter(text: string, knownWords: ReadonlySet<string>): string {
  const sample = wholeRecords(text);
  const trials = DELIMITERS.map((delimiter) => tryDelimiter(sample, delimiter, knownWords));
  const mostHits = Math.max(1, ...trials.map((trial) => trial.hits));
  const score = (trial: Trial) => trial.evenness + trial.hits / mostHits - trial.badQuotes;
  const [best] = trials.filter((trial) => trial.width > 1).sort((a, b) => score(b) - score(a) || b.width - a.width);
  return best?.delimiter ?? ',';
}

interface Trial {
  readonly delimiter: string;
  /** The commonest number of fields over one (title lines have one, whatever the delimiter), and the share of records that have it. */
  readonly width: number;
  readonly evenness: number;
  /** Cells of the first records that are known words or HXL tags. */
  readonly hits: number;
  /** Share of records where a quoted field is not followed by the delimiter. */
  readonly badQuotes: number;
}

function tryDelimiter(sample: string, delimiter: string, knownWords: ReadonlySet<string>): Trial {
  const { data, errors } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: SAMPLE_RECORDS });
  const records = data.filter((record) => record.some((field) => field.trim() !== ''));
  const counts = new Map<number, number>();
  for (const { length } of records) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width, count] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0]);
  const header = records.slice(0, HEADER_RECORDS).flat();
  return {
    delimiter,
    width,
    evenness: count / Math.max(1, records.length),
    hits: header.filter((field) => HXL_TAG.test(field.trim()) || knownWords.has(foldWord(field))).length,
    badQuotes: errors.filter((error) => error.type === 'Quotes').length / Math.max(1, records.length),
  };
}

/** The place after so many lines of a text; null where it has fewer, or a quote stands in them, as lines are no records then. */
function afterLines(text: string, lines: number): number | null {
  let end = 0;
  for (let line = 0; line < lines; line += 1) {
    end = text.indexOf('\n', end) + 1;
    if (end === 0) return null;
  }
  return text.slice(0, end).includes('"') ? null : end;
}

/** Whether the start of a longer text is enough to judge the delimiter of all of it. */
export function isEnough(start: string): boolean {
  return start.length > SAMPLE_CHARACTERS || afterLines(start, SAMPLE_RECORDS) !== null;
}

function wholeRecords(text: string): string {
  const enough = afterLines(text, SAMPLE_RECORDS);
  if (enough !== null && enough <= SAMPLE_CHARACTERS) return text.slice(0, enough);
  if (text.length <= SAMPLE_CHARACTERS) return text;
  const end = text.lastIndexOf('\n', SAMPLE_CHARACTERS);
  return text.slice(0, end > 0 ? end : SAMPLE_CHARACTERS);
}

/** A word as it is compared: without case, outer blanks and runs of blanks. */
export function foldWord(word: string): string {
  return word.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
