import { join } from 'node:path';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../contract/resource.ts';

/** The settings of a function, with Lambda's defaults. */
export interface FunctionDefinition {
  readonly functionName: string;
  readonly functionArn: string;
  readonly service: string;
  /** The checkout; paths in stack traces are relative to it. */
  readonly workspaceFolder: string;
  /** Absolute path of the bundle that contains the handler. */
  readonly bundlePath: string;
  readonly handler: string;
  readonly exportName: string;
  readonly runtime: string;
  readonly roleArn: string;
  readonly memorySizeMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
  readonly layerArns: readonly string[];
  readonly deadLetterTargetArn: string | undefined;
  readonly logsAsJson: boolean;
  readonly description: string;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html
const DEFAULT_MEMORY_MEGABYTES = 128;
const DEFAULT_TIMEOUT_SECONDS = 3;

interface FunctionProperties {
  FunctionName?: string;
  Handler?: string;
  Runtime?: string;
  Role?: string;
  MemorySize?: number | string;
  Timeout?: number | string;
  Environment?: { Variables?: Record<string, unknown> };
  ReservedConcurrentExecutions?: number | string;
  Layers?: string[];
  DeadLetterConfig?: { TargetArn?: string };
  LoggingConfig?: { LogFormat?: string };
  Description?: string;
  PackageType?: string;
}

/**
 * Reads an `AWS::Lambda::Function`. Its code is the bundle in the service's folder, which is also what a deployment zips.
 * @throws Error if the function has no handler or not a Node.js runtime
 */
export function functionDefinition(resource: Resource): FunctionDefinition {
  const properties = resource.properties as FunctionProperties;
  const functionName = properties.FunctionName ?? `${resource.stackName}-${resource.logicalId}`;
  const runtime = properties.Runtime ?? '';
  if (!runtime.startsWith('nodejs'))
    throw new Error(
      `${resource.service}: the function ${resource.logicalId} has the runtime "${runtime}"; the local cloud runs nodejs only`,
    );
  return {
    functionName,
    functionArn: arn('lambda', `function:${functionName}`),
    service: resource.service,
    workspaceFolder: join(resource.serviceFolder, '../..'),
    ...handlerParts(resource, properties.Handler),
    runtime,
    roleArn: properties.Role ?? '',
    memorySizeMegabytes: Number(properties.MemorySize ?? DEFAULT_MEMORY_MEGABYTES),
    timeoutSeconds: Number(properties.Timeout ?? DEFAULT_TIMEOUT_SECONDS),
    environment: asStrings(properties.Environment?.Variables ?? {}),
    reservedConcurrency:
      properties.ReservedConcurrentExecutions === undefined
        ? undefined
        : Number(properties.ReservedConcurrentExecutions),
    layerArns: properties.Layers ?? [],
    deadLetterTargetArn: properties.DeadLetterConfig?.TargetArn,
    logsAsJson: properties.LoggingConfig?.LogFormat === 'JSON',
    description: properties.Description ?? '',
  };
}

/** The runtime splits `folder/file.export` at the first dot after the last slash. */
function handlerParts(resource: Resource, handler: string | undefined) {
  const parts = /^(?<path>(?:.*\/)?[^/.]+)\.(?<exportName>.+)$/.exec(handler ?? '')?.groups;
  if (!handler || !parts)
    throw new Error(
      `${resource.service}: the function ${resource.logicalId} needs a Handler such as dist/name.handler, not "${handler ?? ''}"`,
    );
  return {
    handler,
    bundlePath: join(resource.serviceFolder, `${parts.path}.mjs`),
    exportName: parts.exportName!,
  };
}

const asStrings = (variables: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
