/** How an indicator stands, the best first; those that nothing can be said of last. */
export const STATUSES = ['achieved', 'on-track', 'at-risk', 'off-track', 'no-target', 'no-data'] as const;

export type ReportStatus = (typeof STATUSES)[number];
