import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { createAddresses } from '../aws/addresses.ts';
import { createMailer } from '../aws/mail.ts';
import { createPlans } from '../aws/plans.ts';
import { createS3 } from '../aws/s3.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createSubmissions } from '../aws/submissions.ts';
import { createTable } from '../aws/table.ts';
import { createUnsubscribed } from '../aws/unsubscribed.ts';
import { beginRun } from '../run.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { readTemplates } from '../templates.ts';
import { LinksEnv } from './env.ts';
import { answerLink, type LinkRequest } from './step.ts';

/** The first language a browser asks for: `fr-CH, fr;q=0.9` gives `fr`. */
const languageIn = (header: string | undefined): string => /^\s*([a-z]{2,3})\b/i.exec(header ?? '')?.[1] ?? 'en';

function requestOf({ requestContext, queryStringParameters, headers, body, isBase64Encoded }: LambdaFunctionURLEvent) {
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  const request: LinkRequest = {
    method: requestContext.http.method,
    token: queryStringParameters?.t ?? '',
    form: new URLSearchParams(text),
    language: languageIn(headers['accept-language']).toLowerCase(),
  };
  return request;
}

export function createHandler(
  environment: Environment,
): (event: LambdaFunctionURLEvent) => Promise<LambdaFunctionURLResult> {
  const env = LinksEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  const dependencies = {
    secrets: createSecrets(table),
    unsubscribed: createUnsubscribed(table),
    plans: createPlans(table),
    addresses: createAddresses(createS3(), env.BUCKET_NAME),
    submissions: createSubmissions(table),
    mailer: createMailer(new SESv2Client({}), env),
    templates: readTemplates(env.TEMPLATES_DIR),
    now: () => new Date(),
  };
  return async (event) => {
    const { status, headers, body } = await beginRun('links', () => answerLink(requestOf(event), dependencies));
    return { statusCode: status, headers: { ...headers }, body };
  };
}

export const handler = onFirstEvent(createHandler);
