/** What tells one upload from another: an ISO instant, S3's sequencer (hexadecimal) and the object key. */
export interface UploadEvent {
  readonly eventTime: string;
  readonly sequencer: string;
  readonly key: string;
}

const SEQUENCER_WIDTH = 32;
const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

function timePart(instant: string): string {
  return new Date(instant).toISOString();
}

/** 64-bit FNV-1a of the text's UTF-8 bytes (Fowler, Noll, Vo), 16 hexadecimal digits. */
function fnv1a(text: string): string {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * FNV_PRIME);
  return hash.toString(16).padStart(16, '0');
}

/**
 * A text that sorts (by code unit) as the uploads happened: event time in UTC milliseconds, sequencer, hash of the key. Repeated
 * deliveries of one event give the same text. Sequencers differ in length; S3 compares them padded with zeros on the right. The key is
 * hashed because a key may be as long as a whole sort key. Throws RangeError when the event time is no instant.
 */
export function orderOf(event: UploadEvent): string {
  const sequencer = event.sequencer.toLowerCase().padEnd(SEQUENCER_WIDTH, '0');
  return `${timePart(event.eventTime)}-${sequencer}-${fnv1a(event.key)}`;
}

/** Eight hexadecimal digits that tell uploads apart where the order itself would be too long. */
export const digestOf = (order: string): string => fnv1a(order).slice(-8);

/** Whether an upload of this order had happened by an ISO instant, inclusive. Throws RangeError on a text that is no instant. */
export function happenedBy(order: string, instant: string): boolean {
  const until = timePart(instant);
  return order.slice(0, until.length) <= until;
}
