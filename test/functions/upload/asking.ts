import { z } from 'zod';

/** What the function answers, whatever was asked. */
const Answer = z.object({
  error: z.string().optional(),
  request: z.string().default(''),
  session: z.string().default(''),
  units: z.array(z.string()).default([]),
  key: z.string().default(''),
  to: z.string().default(''),
  address: z.string().default(''),
  receipts: z
    .array(z.object({ key: z.string(), outcome: z.string(), issues: z.array(z.object({ where: z.string() })) }))
    .default([]),
});

const JSON_TYPE = { 'content-type': 'application/json' };

/** Asks the function of the upload page at an address. */
export async function ask(url: string, wish: object, headers: Readonly<Record<string, string>> = JSON_TYPE) {
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(wish) });
  return { status: answer.status, ...Answer.parse(await answer.json()) };
}
