import * as z from 'zod/mini';

export const ReportEnv = z.object({
  BUCKET_NAME: z.string().check(z.minLength(1)),
  TABLE_NAME: z.string().check(z.minLength(1)),
  SENDER: z.email(),
  /** Tells SES what to do with our mails, and where to tell what became of them; empty where there is none. */
  CONFIGURATION_SET: z._default(z.string(), ''),
  /** Address of the function that answers the links of mails; empty where there is none. */
  LINKS_URL: z.string(),
  TEMPLATES_DIR: z.string().check(z.minLength(1)),
  /** Folder of the font packages, where they are not installed beside the code. */
  FONTS_DIR: z.optional(z.string().check(z.minLength(1))),
});
export type ReportEnv = z.infer<typeof ReportEnv>;
