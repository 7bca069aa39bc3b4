import type { ServerResponse } from 'node:http';
import { forward, type StandIn, startStandIn } from './forward.ts';

/** What SES says of an identity, in its own words. */
export interface StoredIdentity {
  readonly IdentityType: 'EMAIL_ADDRESS' | 'DOMAIN';
  readonly VerifiedForSendingStatus: boolean;
  readonly DkimAttributes?: { readonly Tokens: readonly string[]; readonly SigningHostedZone?: string };
}

export interface Ses {
  readonly identities: Map<string, StoredIdentity>;
  readonly account: { ProductionAccessEnabled: boolean; SendingEnabled: boolean };
}

/** SES with identities, which the emulator lacks: they and the account are told here, in the same protocol; mails go on to the emulator. */
export function startIdentities(emulator: string, { identities, account }: Ses): Promise<StandIn> {
  const say = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  return startStandIn(async (request, body, response) => {
    const [, name] = /^\/v2\/email\/identities\/([^/?]+)$/.exec(request.url ?? '') ?? [];
    if (request.method === 'GET' && name !== undefined) {
      const found = identities.get(decodeURIComponent(name));
      if (found) say(response, 200, found);
      else say(response, 404, { message: 'no such identity' }, { 'x-amzn-errortype': 'NotFoundException' });
    } else if (request.method === 'GET' && request.url === '/v2/email/account') say(response, 200, account);
    else await forward(emulator, request, body, response);
  });
}
