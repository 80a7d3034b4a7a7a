import type { RecordedCall } from './access-control.ts';
import type { ActivityLog } from './activity.ts';
import type { Credentials } from './credentials.ts';
import type { DeployedResource } from './resource.ts';

/** What the console server reads inside the process of the local cloud, because AWS has no API for it. */
export interface ConsoleSource {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  readonly credentials: Credentials;
  readonly activity: ActivityLog;
  /** The calls of functions, tasks, state machines and schedules so far, each kind of call once. */
  calls(): readonly RecordedCall[];
  /** All deployed resources by `service/logicalId`. */
  deployed(): ReadonlyMap<string, DeployedResource>;
}
