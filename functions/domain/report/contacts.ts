const MAIL = /[^\s@<>()[\]"',;:]+@[^\s@<>()[\]"',;:]+\.[^\s@<>()[\]"',;:]+/g;
/** With its country code: without one, nothing tells a telephone number from a figure. */
const PHONE = /\+\d(?:[ .()-]{0,2}\d){8,14}/g;

/** A remark without mail addresses and international telephone numbers, which an office may write there and no report may spread. */
export function withoutContacts(text: string): string {
  return text.replace(MAIL, '…').replace(PHONE, '…');
}
