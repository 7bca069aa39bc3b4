import { type Account, domainOf, type Identity } from './identity.ts';

/** What is to be done before mail may be sent from an address; nothing where it may. */
export function missingText(to: string, identity: Identity | null, account: Account): string[] {
  if (!account.maySend)
    return ['SES does not let this account send any mail: see why in the SES console, under Account dashboard.'];
  if (!identity)
    return [
      `SES knows neither ${to} nor ${domainOf(to)}, nor a domain above, in this region. Have one of them verified:`,
      '  the domain, best, as its mails are signed and any address of it will do:',
      `    aws sesv2 create-email-identity --email-identity ${domainOf(to)}`,
      '    then this command again: it names the records to be put into the DNS;',
      '  or the address alone:',
      `    aws sesv2 create-email-identity --email-identity ${to}`,
      `    then whoever reads ${to} follows the link that SES mails there, within 24 hours.`,
    ];
  if (identity.isVerified) return [];
  if (!identity.isDomain)
    return [
      `SES knows ${to}, but it is not verified: whoever reads it follows the link that SES has mailed there. After 24 hours the link is over:`,
      `  aws sesv2 delete-email-identity --email-identity ${to}`,
      `  aws sesv2 create-email-identity --email-identity ${to}`,
    ];
  return [
    `SES knows ${identity.name}, but it is not verified. Its DNS is to have:`,
    ...identity.records.map(({ name, target }) => `  ${name}  CNAME  ${target}`),
    'SES looks for them for 72 hours; after that, delete the identity in SES and create it again.',
  ];
}

/** What to do once the new sender may send. */
export function deployText(from: string | null, to: string, account: Account): string[] {
  const forgotten =
    from === null || domainOf(from) === domainOf(to)
      ? []
      : [`Leave ${from} in SES for two weeks: what is tried again meanwhile may still come from it.`];
  return [
    ...(account.isInProduction
      ? []
      : [
          'This account is still in the SES sandbox: mail goes to verified addresses alone, 200 a day. Ask for production access in the SES',
          'console, under Account dashboard. To try it until then, have who is to get mail verified too:',
          '  aws sesv2 create-email-identity --email-identity ADDRESS',
        ]),
    'To have all mail come from it, with the other settings of this deployment:',
    `  npx cdk deploy -c sender=${to}`,
    'That also lets the functions send as this address and as no other. Mails sent before keep their links.',
    ...forgotten,
  ];
}
