/** Whether the SDK's own variables lead a service elsewhere than to AWS. */
export const isElsewhere = (service: 'S3' | 'SQS'): boolean =>
  Boolean(process.env[`AWS_ENDPOINT_URL_${service}`] || process.env.AWS_ENDPOINT_URL);
