import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AssetHashType, DockerImage, Duration, RemovalPolicy, Size, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionName, RETRIES } from '../definitions.ts';
import { bundleStep, ROOT } from './bundle.ts';

/** Something the code reads at run time, put beside its bundle: `infra/constructs/ship/<script>` with its arguments. */
export interface Shipment {
  readonly script: string;
  readonly arguments: readonly string[];
}

export const TEMPLATES: Shipment = { script: 'folder.ts', arguments: ['templates', 'templates'] };
/** Where Lambda unpacks the function's package. */
const TASK = '/var/task';
export const TASK_TEMPLATES = `${TASK}/templates`;
export const TASK_MODULES = `${TASK}/node_modules`;

export interface StepFunctionProps<Environment> {
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Every variable of the handler's own schema, the optional ones too: one missing here does not compile. */
  readonly environment: Readonly<Record<keyof Environment & string, string>>;
  readonly ships?: readonly Shipment[];
  readonly architecture?: Architecture;
  readonly ephemeralMb?: number;
}

/** A step's handler as a function: bundled here by esbuild, with a role and a log group of its own. */
export class StepFunction<Environment> extends Construct {
  readonly handler: LambdaFunction;
  readonly logs: LogGroup;
  readonly role: Role;

  constructor(scope: Construct, id: string, step: FunctionName, props: StepFunctionProps<Environment>) {
    super(scope, id);
    // Of its own, because the role CDK would make takes a managed policy that may write to every log group.
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logs = new LogGroup(this, 'Logs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.logs.grantWrite(this.role);
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray takes traces without naming a resource; no other statement of this role names "*".',
    });

    this.handler = new LambdaFunction(this, 'Handler', {
      description: `Jalon: ${step}`,
      code: codeOf(step, props.ships ?? []),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: props.architecture ?? Architecture.ARM_64,
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMb,
      ...(props.ephemeralMb ? { ephemeralStorageSize: Size.mebibytes(props.ephemeralMb) } : {}),
      role: this.role,
      logGroup: this.logs,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      environment: { ...props.environment, ...RETRIES },
    });
  }
}

/** CDK's own function of Node.js puts everything into one file; in several, what is rarely needed is not loaded to start. */
function codeOf(step: FunctionName, ships: readonly Shipment[]): Code {
  const tryBundle = (output: string): boolean => {
    bundleStep(step, output);
    for (const shipment of ships) ship(shipment, output);
    return true;
  };
  return Code.fromAsset(join(ROOT, 'functions', step), {
    assetHashType: AssetHashType.OUTPUT,
    // CDK wants to be told of an image; none is ever used.
    bundling: { image: DockerImage.fromRegistry('none'), local: { tryBundle } },
  });
}

/** Run by the very Node that runs this app, so that no shell's `cp` is needed. */
function ship({ script, arguments: given }: Shipment, output: string): void {
  execFileSync(process.execPath, [join(import.meta.dirname, 'ship', script), output, ...given], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
