import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { createAddresses } from '../aws/addresses.ts';
import { createMailer } from '../aws/mail.ts';
import { createObjects } from '../aws/objects.ts';
import { createOfficeFiles } from '../aws/office-files.ts';
import { createPasswords } from '../aws/passwords.ts';
import { createPlans } from '../aws/plans.ts';
import { createS3 } from '../aws/s3.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createTable } from '../aws/table.ts';
import { beginRun } from '../run.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { readTemplates } from '../templates.ts';
import { UploadEnv } from './env.ts';
import { answerWish } from './step.ts';

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const SAFE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' };

/** What the body says; undefined where it is no JSON. */
function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function bodyOf({ body = '', isBase64Encoded }: LambdaFunctionURLEvent): unknown {
  return readJson(isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body);
}

export function createHandler(
  environment: Environment,
  { now = () => new Date(), pause = (ms: number): Promise<unknown> => setTimeout(ms) } = {},
): (event: LambdaFunctionURLEvent) => Promise<LambdaFunctionURLResult> {
  const env = UploadEnv.parse(environment);
  const table = createTable(env.TABLE_NAME);
  // A link signed with the checksum of nothing would take nothing.
  const s3 = createS3({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  const files = createOfficeFiles(s3, env.BUCKET_NAME);
  const templates = readTemplates(env.TEMPLATES_DIR);
  const dependencies = {
    ...{ files, templates, now, pause },
    passwords: createPasswords(table),
    secrets: createSecrets(table),
    plans: createPlans(table),
    objects: createObjects(s3, env.BUCKET_NAME),
    addresses: createAddresses(s3, env.BUCKET_NAME),
    mailer: createMailer(new SESv2Client({}), env),
  };

  async function page({ queryStringParameters, headers }: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> {
    const asked =
      /^\s*([a-z]{2,3})\b/i.exec(queryStringParameters?.lang ?? headers['accept-language'] ?? '')?.[1] ?? 'en';
    const catalogue = templates.catalogue(asked.toLowerCase());
    const others = templates.languages.map((language) => templates.catalogue(language));
    // The page is asked for once, and then asks for the rest.
    const { renderUploadPage } = await import('../domain/upload/page.ts');
    const { html, script, style } = renderUploadPage({ source: templates.source, catalogue, others });
    const bucket = new URL(await files.uploadTo('uploads/', 1)).origin;
    const policy = [
      ...["default-src 'none'", `script-src ${digest(script)}`, `style-src ${digest(style)}`],
      ...[`connect-src 'self' ${bucket}`, "form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'"],
    ].join('; ');
    const type = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-frame-options': 'DENY',
    };
    return { statusCode: 200, headers: { ...type, ...SAFE }, body: html };
  }

  return async (event) => {
    if (event.requestContext.http.method === 'GET') return page(event);
    // No form of another site sends this type, and no script of one may.
    const isJson = (event.headers['content-type'] ?? '').startsWith('application/json');
    const { sourceIp } = event.requestContext.http;
    const { status, body } = await beginRun('upload', () =>
      answerWish(isJson ? bodyOf(event) : undefined, sourceIp, dependencies),
    );
    return { statusCode: status, headers: { 'content-type': 'application/json', ...SAFE }, body: JSON.stringify(body) };
  };
}

export const handler = onFirstEvent(createHandler);
