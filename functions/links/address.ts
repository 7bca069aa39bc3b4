import type { Secrets } from '../aws/secrets.ts';
import type { Claim } from '../domain/links/claims.ts';
import { sealed } from './seal.ts';

/** Makes the addresses that mails carry. */
export interface Links {
  /** Null where no function answers them. */
  to(claim: Claim): Promise<string | null>;
}

/** `url` is that of the function that answers; empty where there is none. */
export function createLinks(url: string, secrets: Secrets): Links {
  return {
    async to(claim) {
      if (url === '') return null;
      const address = new URL(url);
      address.searchParams.set('t', sealed(claim, await secrets.linkKey()));
      return address.href;
    },
  };
}
