export type Service = 's3' | 'sqs' | 'dynamodb' | 'sesv2' | 'ses';

export type Endpoints = Readonly<Partial<Record<Service, string>>>;

type Environment = Readonly<Record<string, string | undefined>>;

const SERVICES: readonly Service[] = ['s3', 'sqs', 'dynamodb', 'sesv2', 'ses'];

/** The variables are the AWS SDK's own. */
const endpointOf = (service: Service, environment: Environment): string | undefined =>
  environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || environment.AWS_ENDPOINT_URL || undefined;

/** Where the environment says each service is; null where it names no endpoint of any that Jalon needs. Throws `RangeError` for what is no address. */
export function endpointsIn(environment: Environment): Endpoints | null {
  if (environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return null;
  const found = SERVICES.flatMap((service) => {
    const url = endpointOf(service, environment);
    if (url === undefined) return [];
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new RangeError(`The endpoint of ${service} is “${url}”: write an address such as http://localhost:4566`);
    return [[service, url] as const];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}
