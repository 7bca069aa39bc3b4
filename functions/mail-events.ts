import * as z from 'zod/mini';
import { type MailFault, mailboxOf } from './domain/mailbox/mailbox.ts';

/** SES writes instants with and without fractions of a second; written alike they can be compared. */
const At = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text: string) => new Date(text).toISOString()),
);

const Recipient = z.object({ emailAddress: z.string(), status: z.nullish(z.string()) });

/** What the configuration set of our mails tells of each of them, as far as it is used. */
const MailEvent = z.discriminatedUnion('eventType', [
  z.object({
    eventType: z.literal('Bounce'),
    bounce: z.object({
      bounceType: z.string(),
      bounceSubType: z.string(),
      timestamp: At,
      bouncedRecipients: z.array(Recipient),
    }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    complaint: z.object({ timestamp: At, complainedRecipients: z.array(Recipient) }),
  }),
  z.object({
    eventType: z.literal('Delivery'),
    delivery: z.object({ timestamp: At, recipients: z.array(z.string()) }),
  }),
]);
type MailEvent = z.infer<typeof MailEvent>;

/** What became of a mail to one mailbox. */
export type MailNews =
  | { readonly kind: 'arrived'; readonly mailbox: string; readonly at: string }
  | { readonly kind: 'lost'; readonly mailbox: string; readonly at: string; readonly why: MailFault };

export interface ReadMailEvent {
  readonly news: readonly MailNews[];
  /** Recipients that are no addresses. */
  readonly unnamed: number;
}

/** What SES says to a topic once, when it is told to send its events there. */
const GREETING = /^Successfully validated SNS topic for Amazon SES event publishing/;

/** The enhanced status codes of mailboxes that are not there (RFC 3463). */
const NO_MAILBOX = /^5\.1\.(1|2|3|6|10)$/;

function faultOf(subType: string, status: string): MailFault {
  if (subType === 'Suppressed' || subType === 'OnAccountSuppressionList') return 'suppressed';
  return subType === 'NoEmail' || NO_MAILBOX.test(status) ? 'no-mailbox' : 'refused';
}

interface Told {
  readonly address: string;
  readonly at: string;
  /** Null for a mail that arrived. */
  readonly why: MailFault | null;
}

/** A mailbox that is full today, or a reader on leave, may be read tomorrow: only what came back for good counts. */
function toldBy(event: MailEvent): Told[] {
  switch (event.eventType) {
    case 'Delivery': {
      const { timestamp: at, recipients } = event.delivery;
      return recipients.map((address) => ({ address, at, why: null }));
    }
    case 'Complaint': {
      const { timestamp: at, complainedRecipients } = event.complaint;
      return complainedRecipients.map(({ emailAddress: address }) => ({ address, at, why: 'complaint' }));
    }
    case 'Bounce': {
      const { bounceType, bounceSubType, timestamp: at, bouncedRecipients } = event.bounce;
      if (bounceType !== 'Permanent') return [];
      return bouncedRecipients.map(({ emailAddress: address, status }) => {
        return { address, at, why: faultOf(bounceSubType, status ?? '') };
      });
    }
    default:
      return event satisfies never;
  }
}

/** No word of the body is in the error, as it holds addresses and the subjects of mails. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error('The message is not JSON: it is no event of a mail');
  }
}

/** What an event of SES tells of whose mail; throws on a body that is none. */
export function readMailEvent(body: string): ReadMailEvent {
  if (GREETING.test(body)) return { news: [], unnamed: 0 };
  const told = toldBy(MailEvent.parse(parsed(body)));
  const news = told.flatMap(({ address, at, why }): MailNews[] => {
    const mailbox = mailboxOf(address);
    if (mailbox === null) return [];
    return [why === null ? { kind: 'arrived', mailbox, at } : { kind: 'lost', mailbox, at, why }];
  });
  return { news, unnamed: told.length - news.length };
}
