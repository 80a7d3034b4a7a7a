import type { RecordedCall } from '../../../local-cloud/src/contract/access-control.ts';
import type { ActivityLog } from '../../../local-cloud/src/contract/activity.ts';
import type { Credentials } from '../../../local-cloud/src/contract/credentials.ts';
import type { DeployedResource } from '../../../local-cloud/src/contract/resource.ts';
import type { AlarmView } from '../../../local-cloud/src/services/cloudwatch/alarms/alarm-evaluator.ts';

/** The parts of the running local cloud that the console reads. */
export interface ObservedCloud {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  readonly credentials: Credentials;
  readonly serviceFolders: readonly string[];
  /** All deployed resources by `service/logicalId`. */
  deployed(): ReadonlyMap<string, DeployedResource>;
  /** The calls of functions, tasks, state machines and schedules so far, each kind of call once. */
  calls(): readonly RecordedCall[];
  /** Traces, log lines and the rates of edges. */
  readonly activity: ActivityLog;
  /** The current state of all alarms. */
  alarms(): readonly AlarmView[];
}

/** What the console shows: the running local cloud and where it runs. */
export interface ConsoleSource {
  readonly cloud: ObservedCloud;
  /** The checkout whose services run. */
  readonly workspaceFolder: string;
  readonly stateFolder: string;
}
