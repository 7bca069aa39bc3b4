import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one plain line that any script can read: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const unloadable = modules.filter((module) => module.state() === 'failed' && module.children.size === 0).length;
    const failed = tests.filter((test) => test.result().state === 'failed').length + unloadable + errors.length;
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}
