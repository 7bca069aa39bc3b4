import { createHandler } from '../../functions/ingest/handler.ts';
import { examineUpload } from '../../functions/ingest/judge-upload.ts';
import type { ExamineUpload } from '../../functions/ingest/outcome.ts';

/** Dies of files that say so, in the three ways in which a function dies. */
const examine: ExamineUpload = (bytes, plan, context) => {
  switch (new TextDecoder().decode(bytes.subarray(0, 10))) {
    case 'exit':
      return process.exit(1);
    case 'memory': {
      const kept: number[][] = [];
      for (;;) kept.push(Array.from({ length: 100_000 }, () => Math.random()));
    }
    case 'hang':
      process.send?.('hanging');
      for (;;);
    default:
      return examineUpload(bytes, plan, context);
  }
};

const handle = createHandler(process.env, examine);

process.on('message', async (event: Parameters<typeof handle>[0]) => process.send?.(await handle(event)));
