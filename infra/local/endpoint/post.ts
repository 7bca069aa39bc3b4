import { SESClient, SendRawEmailCommand, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { CreateEmailIdentityCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Endpoints } from './endpoints.ts';
import { asked, statusOf } from './optional.ts';

export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Uint8Array;
}

export type Posted =
  /** `none`: the endpoint takes no mail in any way. */
  | { readonly kind: 'sent'; readonly by: 'v2' | 'v1' | 'none' }
  | { readonly kind: 'refused'; readonly status: number; readonly name: string; readonly message: string };

/** Answers of an endpoint that does not know what it was asked. */
const UNKNOWN_STATUS = new Set([400, 403, 404, 405, 415, 500, 501]);
const KNOWN_ERRORS =
  /MessageRejected|MailFromDomainNotVerified|AccountSuspended|SendingPaused|TooManyRequests|LimitExceeded|Throttl|Unverified|NotVerified/i;

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${error.message}` : String(error);

const isUnknown = (error: unknown): boolean => {
  const status = statusOf(error);
  return !KNOWN_ERRORS.test(messageOf(error)) && (status === null || status < 400 || UNKNOWN_STATUS.has(status));
};

const isUnverified = (error: unknown): boolean =>
  /not verified|MessageRejected|Unverified|NotVerified/i.test(messageOf(error));

const SEND_SECONDS = 20;
const timely = () => ({ abortSignal: AbortSignal.timeout(SEND_SECONDS * 1000) });

/** Hands mails to an endpoint: by version 2 of SES, else by version 1; what takes neither takes none. */
export function createPost(endpoints: Endpoints, settings: { readonly region: string }) {
  const [v2Url, v1Url] = [endpoints.sesv2 ?? endpoints.ses, endpoints.ses ?? endpoints.sesv2];
  const v2 = new SESv2Client({ ...settings, ...(v2Url ? { endpoint: v2Url } : {}) });
  const v1 = new SESClient({ ...settings, ...(v1Url ? { endpoint: v1Url } : {}) });
  let ways: readonly ('v2' | 'v1')[] = ['v2', 'v1'];

  const by = {
    v2: ({ from, to, raw }: Letter) =>
      v2.send(
        new SendEmailCommand({
          ...{ FromEmailAddress: from, Destination: { ToAddresses: [...to] } },
          Content: { Raw: { Data: raw } },
        }),
        timely(),
      ),
    v1: ({ from, to, raw }: Letter) =>
      v1.send(new SendRawEmailCommand({ Source: from, Destinations: [...to], RawMessage: { Data: raw } }), timely()),
  };

  async function register(sender: string): Promise<void> {
    const known = await asked((timely) => v2.send(new CreateEmailIdentityCommand({ EmailIdentity: sender }), timely));
    if (!known.ok) await asked((timely) => v1.send(new VerifyEmailIdentityCommand({ EmailAddress: sender }), timely));
  }

  async function attempt(letter: Letter, mayRegister: boolean): Promise<Posted> {
    for (const way of ways)
      try {
        await by[way](letter);
        ways = [way];
        return { kind: 'sent', by: way };
      } catch (error) {
        if (mayRegister && isUnverified(error)) {
          await register(letter.from);
          return attempt(letter, false);
        }
        // A way that has worked is there: what fails now is passing, and the function is to know.
        if (ways.length === 1 || !isUnknown(error))
          return {
            ...{ kind: 'refused', status: statusOf(error) ?? 500 },
            name: error instanceof Error ? error.name : 'Error',
            message: error instanceof Error ? error.message : String(error),
          };
      }
    ways = [];
    return { kind: 'sent', by: 'none' };
  }

  return {
    send: (letter: Letter): Promise<Posted> => attempt(letter, true),
    close() {
      v1.destroy();
      v2.destroy();
    },
  };
}
