import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { nameOf, readConfig } from './config.ts';
import { JalonStack } from './stack.ts';

const app = new App({ autoSynth: false });
const read = readConfig((key) => app.node.tryGetContext(key), Date.now());

if (read.kind === 'invalid') {
  process.stderr.write(`${read.problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  new JalonStack(app, nameOf(read.config), read.config);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}
