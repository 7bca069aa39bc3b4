export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A function of CloudFormation's in place of a value: its name and what it is given; null for a plain value. */
export function callIn(value: unknown): readonly [string, unknown] | null {
  if (!isFields(value)) return null;
  const [[name, given] = ['', null], ...others] = Object.entries(value);
  return others.length === 0 && (name === 'Ref' || name.startsWith('Fn::')) ? [name, given] : null;
}

export interface Call {
  /** Where it stands. */
  readonly path: string;
  readonly name: string;
  readonly given: unknown;
}

/** Every function in a value, those within others too. */
export function callsIn(value: unknown, path: string): Call[] {
  const call = callIn(value);
  const own = call ? [{ path, name: call[0], given: call[1] }] : [];
  if (Array.isArray(value)) return value.flatMap((one, index) => callsIn(one, `${path}[${index}]`));
  if (!isFields(value)) return own;
  return [...own, ...Object.entries(value).flatMap(([key, one]) => callsIn(one, call ? path : `${path}.${key}`))];
}

interface Pointer {
  readonly id: string;
  /** Null for the resource itself. */
  readonly attribute: string | null;
}

const pointer = (text: string): Pointer => {
  const [id = '', ...rest] = text.split('.');
  return { id, attribute: rest.length === 0 ? null : rest.join('.') };
};

/** What a function points at: `Ref`, `Fn::GetAtt`, and `Fn::Sub` by what it has in braces. */
export function pointedAt(name: string, given: unknown): readonly Pointer[] {
  switch (name) {
    case 'Ref':
      return [{ id: String(given), attribute: null }];
    case 'Fn::GetAtt':
      return [pointer(Array.isArray(given) ? given.join('.') : String(given))];
    case 'Fn::Sub': {
      const [text, own]: readonly unknown[] = Array.isArray(given) ? given : [given];
      return [...String(text).matchAll(/\$\{([^!}]+)\}/g)].flatMap(([, inside = '']) =>
        isFields(own) && inside in own ? [] : [pointer(inside)],
      );
    }
    default:
      return [];
  }
}
