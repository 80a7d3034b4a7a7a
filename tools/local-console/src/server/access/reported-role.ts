import type { RecordedCall } from '../../../../local-cloud/src/contract/access-control.ts';
import type { DeployedResource } from '../../../../local-cloud/src/contract/resource.ts';

/** What the access report is made from. */
export interface AccessInput {
  readonly serviceFolders: readonly string[];
  readonly calls: readonly RecordedCall[];
  /** By `service/logicalId`. */
  readonly deployed: Readonly<Record<string, DeployedResource>>;
}

/** One action on one resource that a role allows, and whether it was called. */
export interface ReportedGrant {
  readonly action: string;
  /** An ARN with `service.LogicalId` in place of generated names. */
  readonly resource: string;
  /** The condition of the statement as JSON text. */
  readonly condition?: string;
  readonly use: 'called' | 'by AWS' | 'excepted' | 'unused';
  /** Why it is not called, from `neverCalled` in the template. */
  readonly because?: string;
}

/** A call that the role did not allow. */
export interface Refusal {
  readonly action: string;
  readonly resource: string;
  /** The function, task, state machine or schedule that called. */
  readonly caller: string;
  /** The statement to add, as in serverless.yml. */
  readonly statement: string;
}

export interface ReportedRole {
  readonly service: string;
  /** The key of the function, or the logical id of the role. */
  readonly name: string;
  readonly logicalId: string;
  readonly kind: 'function' | 'task' | 'state machine' | 'schedule' | 'other';
  readonly grants: readonly ReportedGrant[];
  readonly refusals: readonly Refusal[];
  readonly managedPolicies: readonly string[];
}
