import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, so that no process ends the run alone with one of these: a fresh clone knows no times. */
const LONGEST = [
  'functions/schedules/',
  'game-day/',
  'infra/local/start.test.ts',
  'infra/local/endpoint/endpoint.test.ts',
  'infra/local/kills.test.ts',
  'infra/synth.test.ts',
  'browser/accessible.test.ts',
  'functions/delivery.test.ts',
  'functions/reader-dies.test.ts',
  'aggregation/second-implementation.test.ts',
  'infra/local/dev.test.ts',
  'functions/report/changes.test.ts',
  'functions/bad-input.test.ts',
  'functions/as-of.test.ts',
  'infra/operate/trace.test.ts',
  'functions/workbook/shipped-plan.test.ts',
  'functions/crash.test.ts',
];

const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.some((path) => moduleId.includes(`/test/${path}`));

/** Files in the order of the tests' program, but for those that take long: they come first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
