import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { callIn, type Fields, isFields } from './calls.ts';

const db = loadAwsServiceSpecSync();

export const specificationOf = (type: string) => [...db.lookup('resource', 'cloudFormationType', 'equals', type)][0];

type Properties = NonNullable<ReturnType<typeof specificationOf>>['properties'];
type Type = Properties[string]['type'];

const fits = (value: unknown, kind: Type['type']): boolean => {
  switch (kind) {
    case 'string':
    case 'date-time':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'json':
      return typeof value === 'object' || typeof value === 'string';
    case 'null':
      return value === null;
    case 'tag':
      return isFields(value) && typeof value.Key === 'string' && value.Value !== undefined;
    case 'array':
      return Array.isArray(value);
    case 'map':
    case 'ref':
      return isFields(value);
    case 'union':
      return true;
    default:
      return kind satisfies never;
  }
};

/** What of a value is not as the specification has it. What a function of CloudFormation's gives is known when it is deployed. */
function valueFaults(value: unknown, expected: Type, path: string): string[] {
  if (callIn(value)) return [];
  if (!fits(value, expected.type)) return [`${path}: ${JSON.stringify(value)} is no ${expected.type}`];
  switch (expected.type) {
    case 'string':
      return expected.allowedValues && !expected.allowedValues.includes(String(value))
        ? [`${path}: ${JSON.stringify(value)} is none of ${expected.allowedValues.join(', ')}`]
        : [];
    case 'array':
      return [value].flat().flatMap((one, index) => valueFaults(one, expected.element, `${path}[${index}]`));
    case 'map':
      return Object.entries(value ?? {}).flatMap(([key, one]) => valueFaults(one, expected.element, `${path}.${key}`));
    case 'ref':
      return isFields(value) ? fieldFaults(value, db.get('typeDefinition', expected.reference).properties, path) : [];
    case 'union':
      return expected.types
        .map((one) => valueFaults(value, one, path))
        .reduce((fewest, found) => (found.length < fewest.length ? found : fewest));
    default:
      return [];
  }
}

/** What of a resource's properties, or of one that has properties in turn, is not as the specification has it. */
export function fieldFaults(given: Fields, properties: Properties, path: string): string[] {
  const known = Object.entries(given).flatMap(([name, value]) => {
    const property = properties[name];
    return property
      ? valueFaults(value, property.type, `${path}.${name}`)
      : [`${path}.${name}: there is no such property`];
  });
  const missing = Object.entries(properties).flatMap(([name, { required }]) =>
    required && given[name] === undefined ? [`${path}.${name}: is missing`] : [],
  );
  return [...known, ...missing];
}
