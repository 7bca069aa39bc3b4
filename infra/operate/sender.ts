import { SESv2Client } from '@aws-sdk/client-sesv2';
import { createMailer } from '../../functions/aws/mail.ts';
import { Config } from '../config.ts';
import { type Read, readCommand, WrongArguments } from './arguments.ts';
import { runCommand } from './command.ts';
import { accountOf, identityOf } from './sender/identity.ts';
import { deployText, missingText } from './sender/text.ts';

export interface SenderOptions {
  /** Null where nothing is deployed yet. */
  readonly from: string | null;
  readonly to: string;
  /** Who gets a mail to try it; null = nobody. */
  readonly test: string | null;
  readonly write: boolean;
}

export const HELP = `Usage: npm run sender -- [--from OLD] --to NEW [--test ADDRESS [--write]]

Says whether mail may be sent from a new address: whether SES has verified it, its domain or one above, in this account and region. If not, says
what to do, with the records for the DNS; if so, names the command that deploys it. Says too whether the account is in the sandbox of SES, where
mail goes to verified addresses alone.

Options
  --from OLD        the address that mail comes from now, if any does
  --to NEW          the address that it is to come from
  --test ADDRESS    who gets a mail from the new address
  --write           sends that mail
  -h, --help        this text

Region and credentials are those of the AWS environment.

Exit status: 0 mail may be sent from it, 1 it may not, or the mail did not go, 2 wrong arguments.
`;

function address(name: string, given: string | undefined): string {
  if (given === undefined) throw new WrongArguments(`--${name} is missing: write a mail address`);
  const parsed = Config.shape.sender.safeParse(given);
  if (!parsed.success) throw new WrongArguments(`--${name} ${given}: write a mail address, such as results@your.org`);
  return parsed.data;
}

export function readArguments(argv: readonly string[]): Read<SenderOptions> {
  const options = {
    from: { type: 'string' },
    to: { type: 'string' },
    test: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  return readCommand(argv, options, ({ test, write, ...given }, [unexpected]) => {
    if (unexpected !== undefined) throw new WrongArguments(`Unexpected argument '${unexpected}'`);
    const from = given.from === undefined ? null : address('from', given.from);
    const to = address('to', given.to);
    if (from?.toLowerCase() === to.toLowerCase()) throw new WrongArguments('--from and --to are the same address');
    if (write && test === undefined)
      throw new WrongArguments('--write goes with --test: it sends the mail to that address');
    return { from, to, test: test === undefined ? null : address('test', test), write };
  });
}

async function tryOut(ses: SESv2Client, { to, test, write }: SenderOptions): Promise<string[]> {
  if (test === null) return [];
  if (!write) return [`With --write a mail goes to ${test}, to try it.`];
  const text = `This mail was sent to try ${to} as the sender of Jalon. Nothing else has changed yet.`;
  await createMailer(ses, { SENDER: to, CONFIGURATION_SET: '' }).send({
    ...{ to: test, subject: `Jalon: a mail from ${to}`, text, html: `<p>${text}</p>`, attachments: [] },
  });
  return [`A mail went to ${test}: see that it arrives, and not among the unwanted.`];
}

export async function sender(options: SenderOptions): Promise<{ readonly text: string; readonly status: 0 | 1 }> {
  const { from, to } = options;
  const ses = new SESv2Client({});
  const [identity, account] = [await identityOf(ses, to), await accountOf(ses)];
  const missing = missingText(to, identity, account);
  if (!identity || missing.length > 0) return { text: missing.join('\n'), status: 1 };
  const verified = identity.isDomain ? `the domain ${identity.name} is verified` : 'it is verified';
  const lines = [`Mail may be sent from ${to}: ${verified}.`, ...(await tryOut(ses, options))];
  return { text: [...lines, '', ...deployText(from, to, account)].join('\n'), status: 0 };
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async (options) => {
    const { text, status } = await sender(options);
    process.stdout.write(`${text}\n`);
    return status;
  });
