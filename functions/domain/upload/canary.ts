/** The folder of uploads that no office has: codes of a plan begin with a letter or a digit. */
export const CANARY_UNIT = '_CANARY';

/** Put every hour to show that files are taken; no other file of the folder is answered as it is. */
export const CANARY_KEY = `uploads/${CANARY_UNIT}/canary.csv`;

/** In the log, when it has its receipt: this is counted, and missed. */
export const CANARY_ANSWERED = 'canary answered';

/** What it says: no plan knows such a column or office. */
export const CANARY_TEXT = 'canary\nThis file shows every hour that files are taken. It is counted nowhere.\n';
