/** Events as SES publishes them to a topic, of one mail to an address. */
interface Mailed {
  readonly to: string;
  readonly at: string;
}

const SENT = '2026-01-20T06:00:04.000Z';

function mailOf({ to }: Mailed) {
  return {
    timestamp: SENT,
    source: 'reports@agency.example',
    sourceArn: 'arn:aws:ses:eu-west-1:123456789012:identity/agency.example',
    sendingAccountId: '123456789012',
    messageId: '0102018e7f3c2a11-5d0f7c1e-3a8b-4b57-9a27-2c9c2b1d6f10-000000',
    destination: [to],
    headersTruncated: false,
    headers: [
      { name: 'From', value: 'reports@agency.example' },
      { name: 'To', value: to },
      { name: 'Subject', value: '3 figures to correct: Kenya, 2025' },
    ],
    commonHeaders: { from: ['reports@agency.example'], to: [to], subject: '3 figures to correct: Kenya, 2025' },
    tags: { 'ses:configuration-set': ['jalon'], 'ses:from-domain': ['agency.example'] },
  };
}

export interface BounceKind {
  readonly type: 'Permanent' | 'Transient' | 'Undetermined';
  readonly subType: string;
  readonly status?: string;
}

export function bounceEvent(mailed: Mailed, { type, subType, status }: BounceKind): string {
  const told =
    status === undefined ? {} : { action: 'failed', status, diagnosticCode: `smtp; 550 ${status} user unknown` };
  return JSON.stringify({
    eventType: 'Bounce',
    bounce: {
      feedbackId: '0102018e7f3c2b44-8b8a6e0f-1f4e-4c37-b7c9-7f0c1a2b3c4d-000000',
      bounceType: type,
      bounceSubType: subType,
      bouncedRecipients: [{ emailAddress: mailed.to, ...told }],
      timestamp: mailed.at,
      reportingMTA: 'dns; a7-12.smtp-out.eu-west-1.amazonses.com',
    },
    mail: mailOf(mailed),
  });
}

export function complaintEvent(mailed: Mailed): string {
  return JSON.stringify({
    eventType: 'Complaint',
    complaint: {
      feedbackId: '0102018e7f3c2c55-8b8a6e0f-1f4e-4c37-b7c9-7f0c1a2b3c4d-000000',
      complaintSubType: null,
      complainedRecipients: [{ emailAddress: mailed.to }],
      timestamp: mailed.at,
      userAgent: 'Mailbox provider loop/1.0',
      complaintFeedbackType: 'abuse',
      arrivalDate: mailed.at,
    },
    mail: mailOf(mailed),
  });
}

export function deliveryEvent(mailed: Mailed): string {
  return JSON.stringify({
    eventType: 'Delivery',
    mail: mailOf(mailed),
    delivery: {
      timestamp: mailed.at,
      processingTimeMillis: 1190,
      recipients: [mailed.to],
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'a7-12.smtp-out.eu-west-1.amazonses.com',
    },
  });
}
