import { GetAccountCommand, GetEmailIdentityCommand, NotFoundException, type SESv2Client } from '@aws-sdk/client-sesv2';

/** What SES has of a sender: the address itself, else its domain or one above. */
export interface Identity {
  readonly name: string;
  readonly isDomain: boolean;
  readonly isVerified: boolean;
  /** Of a domain: the names in its DNS that have to lead to others. */
  readonly records: readonly { readonly name: string; readonly target: string }[];
}

export interface Account {
  /** Outside of it, mail goes to verified addresses alone, 200 a day. */
  readonly isInProduction: boolean;
  readonly maySend: boolean;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

const SIGNERS = 'dkim.amazonses.com';

async function read(ses: SESv2Client, name: string): Promise<Identity | null> {
  try {
    const found = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
    const { Tokens = [], SigningHostedZone } = found.DkimAttributes ?? {};
    const isDomain = found.IdentityType !== 'EMAIL_ADDRESS';
    return {
      ...{ name, isDomain, isVerified: found.VerifiedForSendingStatus === true },
      records: isDomain
        ? Tokens.map((token) => ({
            ...{ name: `${token}._domainkey.${name}`, target: `${token}.${SigningHostedZone ?? SIGNERS}` },
          }))
        : [],
    };
  } catch (error) {
    if (error instanceof NotFoundException) return null;
    throw error;
  }
}

/** A domain and those above it, but for the last part, which nobody has verified. */
function domainsFrom(domain: string): string[] {
  const parts = domain.split('.');
  return parts.slice(0, -1).map((_, above) => parts.slice(above).join('.'));
}

/** The identity by which SES judges mail from an address: its own, else its domain's, else that of the next domain above; null where there is none. */
export async function identityOf(ses: SESv2Client, address: string): Promise<Identity | null> {
  for (const name of [address, ...domainsFrom(domainOf(address))]) {
    const found = await read(ses, name);
    if (found) return found;
  }
  return null;
}

export async function accountOf(ses: SESv2Client): Promise<Account> {
  const { ProductionAccessEnabled, SendingEnabled } = await ses.send(new GetAccountCommand({}));
  return { isInProduction: ProductionAccessEnabled === true, maySend: SendingEnabled === true };
}
