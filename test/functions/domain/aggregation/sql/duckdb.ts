import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

type Value = string | number | boolean | null;

/** A table's columns with their SQL types, and its rows in that order. */
export interface SqlTable {
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: Iterable<readonly Value[]>;
}

const LINES_AT_ONCE = 50_000;

/** Texts hold no commas, quotes or line ends here. */
function writeCsv(path: string, rows: Iterable<readonly Value[]>): void {
  writeFileSync(path, '');
  let lines: string[] = [];
  const flush = () => {
    writeFileSync(path, lines.join(''), { flag: 'a' });
    lines = [];
  };
  for (const row of rows)
    if (lines.push(`${row.map((value) => value ?? '\\N').join(',')}\n`) === LINES_AT_ONCE) flush();
  flush();
}

export interface Database {
  /** Makes each list of codes a type of that name. */
  createTypes(types: Readonly<Record<string, readonly string[]>>): Promise<void>;
  load(name: string, table: SqlTable): Promise<void>;
  /** Runs the statements of a file that lies beside this one. */
  runFile(name: string): Promise<void>;
  query(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

/** An empty database in memory. */
export async function openDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-sql-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection: DuckDBConnection = await instance.connect();
  return {
    async createTypes(types) {
      for (const [name, codes] of Object.entries(types))
        await connection.run(`create type ${name} as enum (${codes.map((code) => `'${code}'`).join(', ')})`);
    },
    async load(name, { columns, rows }) {
      const path = join(folder, `${name}.csv`);
      writeCsv(path, rows);
      const types = Object.entries(columns).map(([column, type]) => `'${column}': '${type}'`);
      await connection.run(
        `create table ${name} as from read_csv('${path}', header = false, delim = ',', quote = '', nullstr = '\\N', columns = {${types.join(', ')}})`,
      );
    },
    async runFile(name) {
      await connection.run(readFileSync(join(import.meta.dirname, name), 'utf8'));
    },
    async query(sql) {
      return (await connection.runAndReadAll(sql)).getRowObjectsJS();
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
