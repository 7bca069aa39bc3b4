import type { Statement } from '../infra/synthesised.ts';

/** A request as IAM sees it. */
export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request, such as `s3:prefix`, and of who makes it, such as `aws:PrincipalTag/orgUnit`. */
  readonly keys: Readonly<Record<string, string>>;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `*` and `?` as IAM takes them, over slashes too; a variable without a value makes a pattern that matches nothing. */
function matches(pattern: string, text: string, keys: AccessRequest['keys']): boolean {
  const parts = pattern.split(/(\$\{[^}]+\}|\*|\?)/);
  const missing = parts.some((part) => part.startsWith('${') && keys[part.slice(2, -1)] === undefined);
  if (missing) return false;
  const regex = parts.map((part) => {
    if (part === '*') return '[\\s\\S]*';
    if (part === '?') return '[\\s\\S]';
    return escaped(part.startsWith('${') ? (keys[part.slice(2, -1)] ?? '') : part);
  });
  return new RegExp(`^${regex.join('')}$`).test(text);
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

type Fits = (pattern: string, found: string, keys: AccessRequest['keys']) => boolean;
const FITS: Readonly<Record<string, Fits>> = {
  Bool: (pattern, found) => pattern === found,
  NumericLessThan: (pattern, found) => Number(found) < Number(pattern),
  StringEquals: (pattern, found) => pattern === found,
  StringLike: matches,
};

/** Only the operators that the policies use are known: another one is a fault of the test. */
function holds(condition: unknown, keys: AccessRequest['keys']): boolean {
  return Object.entries(Object(condition)).every(([operator, tests]) => {
    const fits = FITS[operator];
    if (!fits) throw new Error(`The evaluator does not know ${operator}`);
    return Object.entries(Object(tests)).every(([key, patterns]) => {
      const found = keys[key];
      return found !== undefined && list(patterns).some((pattern) => fits(pattern, found, keys));
    });
  });
}

/** Whether policies let a request pass: something allows it, and nothing denies it. */
export function allows(statements: readonly Statement[], { action, resource, keys }: AccessRequest): boolean {
  const meant = statements.filter(
    (statement) =>
      statement.Action.some((pattern) => matches(pattern, action, {})) &&
      statement.Resource.some((pattern) => matches(pattern, resource, keys)) &&
      holds(statement.Condition ?? {}, keys),
  );
  return meant.some(({ Effect }) => Effect === 'Allow') && meant.every(({ Effect }) => Effect === 'Allow');
}
