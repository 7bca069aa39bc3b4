import { callsIn, type Fields, pointedAt } from './calls.ts';
import { fieldFaults, specificationOf } from './values.ts';

export interface Template {
  readonly Parameters?: Fields;
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Properties?: Fields; readonly DependsOn?: string | readonly string[] }
    >
  >;
  readonly Outputs?: Fields;
}

/** Of kinds that AWS does not specify. */
const OWN_KINDS = /^(Custom::|AWS::CloudFormation::CustomResource$|AWS::CDK::Metadata$)/;

/** What a template says that CloudFormation would not take, by the specification of resources that AWS publishes: one line each. */
export function findTemplateFaults({ Parameters = {}, Resources, Outputs = {} }: Template): string[] {
  const pointsTo = new Map<string, string[]>();

  function propertyFaults(id: string): string[] {
    const { Type = '', Properties = {} } = Resources[id] ?? {};
    const specification = specificationOf(Type);
    if (specification) return fieldFaults(Properties, specification.properties, id);
    return OWN_KINDS.test(Type) ? [] : [`${id}: there is no ${Type}`];
  }

  function referenceFaults(owner: string, value: unknown, path: string): string[] {
    return callsIn(value, path).flatMap(({ path: where, name, given }) =>
      pointedAt(name, given).flatMap(({ id, attribute }) => {
        if (id.startsWith('AWS::') || id in Parameters) return [];
        const { Type } = Resources[id] ?? {};
        if (Type === undefined) return [`${where}: there is no ${id}`];
        pointsTo.set(owner, [...(pointsTo.get(owner) ?? []), id]);
        const specification = specificationOf(Type);
        if (attribute === null || !specification) return [];
        const isKnown = attribute in specification.attributes || attribute in specification.properties;
        return isKnown ? [] : [`${where}: ${Type} has no attribute ${attribute}`];
      }),
    );
  }

  function circles(id: string, way: readonly string[], done: Set<string>): string[] {
    if (way.includes(id)) return [`${id}: depends on itself, by ${way.join(' -> ')}`];
    if (done.has(id)) return [];
    const found = (pointsTo.get(id) ?? []).flatMap((next) => circles(next, [...way, id], done));
    done.add(id);
    return found;
  }

  const resources = Object.entries(Resources).flatMap(([id, { Properties, DependsOn = [] }]) => [
    ...propertyFaults(id),
    ...referenceFaults(id, Properties, id),
    ...referenceFaults(
      id,
      [DependsOn].flat().map((other) => ({ Ref: other })),
      `${id}.DependsOn`,
    ),
  ]);
  const outputs = Object.entries(Outputs).flatMap(([id, output]) =>
    referenceFaults(`output ${id}`, output, `Outputs.${id}`),
  );
  const done = new Set<string>();
  return [...resources, ...outputs, ...[...pointsTo.keys()].flatMap((id) => circles(id, [], done))];
}
