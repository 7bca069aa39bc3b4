import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

export interface Attachment {
  readonly filename: string;
  readonly content: Uint8Array;
  readonly contentType: string;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Where one click ends what this mail is one of; null and not given: nobody subscribed to it. */
  readonly unsubscribe?: string | null;
}

/** After so long, tries of the SDK included, a mail is taken not to have gone. */
export const SEND_SECONDS = 40;

export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** RFC 2369 and, for one click, RFC 8058; on one line, whatever the length of the address. */
function listHeaders(unsubscribe: string | null) {
  if (unsubscribe === null) return {};
  return {
    'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** What SES answers for good: to an address that it cannot read, or has not verified where the account may write to no others. */
const REFUSALS: readonly string[] = ['MessageRejected', 'BadRequestException'];

/** Whether it is this one mail that SES does not take; another may go. */
export const isRefused = (error: unknown): boolean => error instanceof Error && REFUSALS.includes(error.name);

export interface MailSettings {
  readonly SENDER: string;
  readonly CONFIGURATION_SET: string;
}

export function createMailer(
  ses: SESv2Client,
  { SENDER: sender, CONFIGURATION_SET: configurationSet }: MailSettings,
): Mailer {
  return {
    async send(mail) {
      // Not before there is a mail: it would be a tenth of what a function loads to start.
      const { default: MailComposer } = await import('nodemailer/lib/mail-composer/index.js');
      const raw = await new MailComposer({
        from: sender,
        to: mail.to,
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        headers: { 'Auto-Submitted': 'auto-generated', ...listHeaders(mail.unsubscribe ?? null) },
        attachments: mail.attachments.map(({ filename, content, contentType }) => ({
          filename,
          content: Buffer.from(content),
          contentType,
        })),
      })
        .compile()
        .build();
      await ses.send(
        new SendEmailCommand({
          FromEmailAddress: sender,
          ...(configurationSet === '' ? {} : { ConfigurationSetName: configurationSet }),
          Destination: { ToAddresses: [mail.to] },
          Content: { Raw: { Data: raw } },
        }),
        { abortSignal: AbortSignal.timeout(SEND_SECONDS * 1000) },
      );
    },
  };
}
