import fc from '../../node_modules/fast-check/lib/fast-check.js';

/** Properties draw the same cases at every run, so that a failure can be told from a change; `SEED=7 npm test` draws others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.SEED ?? 20_251_126) });

export * from '../../node_modules/fast-check/lib/fast-check.js';
export default fc;
