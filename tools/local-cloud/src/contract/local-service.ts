import type { AwsRequest, AwsResponse } from './aws-request.ts';
import type { DeployedResource, Resource } from './resource.ts';

/**
 * How one CloudFormation resource type comes to life locally.
 *
 * A property that is neither honored nor ignored with a reason is named in the start-up output:
 * nothing of a template is dropped silently.
 */
export interface ResourceProvider {
  /** Properties that change what the local cloud does. */
  readonly honors: readonly string[];
  /** Properties without a local effect, each with the reason. */
  readonly ignores?: Readonly<Record<string, string>>;
  /** Creates the resource, or brings an existing one up to date. Called again with the same resource after a restart or a reload. */
  deploy(resource: Resource): Promise<DeployedResource>;
  /** Ends what the template no longer has. Types without it leave nothing behind that acts. */
  remove?(resource: Resource, deployed: DeployedResource): Promise<void>;
  /** True where the resource holds data: it outlives its template, and goes with the whole state only. */
  readonly holdsData?: boolean;
}

/** One AWS service as the local cloud stands in for it: its resource types and, where code calls it, its API. */
export interface LocalService {
  readonly name: string;
  /** Names this service has in the credential scope of a signed request, such as `sqs` or `states`. */
  readonly signingNames: readonly string[];
  /** By CloudFormation type, such as `AWS::SQS::Queue`. */
  readonly resources: Readonly<Record<string, ResourceProvider>>;
  /** Answers one call of the service's API that access control has let through. */
  handle?(request: AwsRequest): Promise<AwsResponse>;
  /** Whether a policy of the resource lets anybody do this, unsigned: a bucket that the public may read. */
  allowsAnonymous?(need: { readonly action: string; readonly resourceArn: string }): boolean;
  /** Called once all resources of all templates exist: pollers and timers begin here. */
  start?(): Promise<void>;
  /** Ends pollers, timers, workers and children. */
  stop?(): Promise<void>;
  /** False while work is under way that no request waits for: a stream record, a queued message, an execution. */
  isIdle?(): Promise<boolean>;
}
