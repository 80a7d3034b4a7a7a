import type { AwsRequest, AwsResponse } from './aws-request.ts';
import type { DeployedResource, Resource } from './resource.ts';

/**
 * Deploys the resources of one CloudFormation type.
 *
 * The start-up output reports each property of a template that is neither honored nor ignored with a reason.
 */
export interface ResourceProvider {
  /** Properties with a local effect. */
  readonly honors: readonly string[];
  /** Properties without a local effect, each with the reason. */
  readonly ignores?: Readonly<Record<string, string>>;
  /** Creates or updates the resource. Called again with the same resource after a restart. */
  deploy(resource: Resource): Promise<DeployedResource>;
  /** Removes a resource that the template no longer has. */
  remove?(resource: Resource, deployed: DeployedResource): Promise<void>;
  /**
   * Deletes the data of the resource, for `npm start -- --fresh SERVICE`. Called between the deployment and `start`; the
   * resource is then deployed again, so `clear` may delete the resource with its data.
   */
  clear?(resource: Resource, deployed: DeployedResource): Promise<void>;
  /** True if the resource holds data: it is then kept until the whole state is deleted. */
  readonly holdsData?: boolean;
}

/** The local implementation of an AWS service: its resource types and, if code calls it, its API. */
export interface LocalService {
  readonly name: string;
  /** The service's names in the credential scope of signed requests, such as `sqs` or `states`. */
  readonly signingNames: readonly string[];
  /** By CloudFormation type, such as `AWS::SQS::Queue`. */
  readonly resources: Readonly<Record<string, ResourceProvider>>;
  /** Handles an authorized call of the service's API. @throws AwsError */
  handle?(request: AwsRequest): Promise<AwsResponse>;
  /** Whether a resource policy allows an unsigned call, such as reading an object of a public bucket. */
  allowsAnonymous?(permission: { readonly action: string; readonly resourceArn: string }): boolean;
  /** Called once all resources are deployed: starts pollers and timers. */
  start?(): Promise<void>;
  /** Stops pollers, timers, workers and child processes. */
  stop?(): Promise<void>;
  /** False while asynchronous work is left: a stream record, a queued message, an execution. */
  isIdle?(): Promise<boolean>;
}
