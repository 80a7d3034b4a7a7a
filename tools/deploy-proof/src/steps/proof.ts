import type { ApiDoor } from '../emulator/api-door.ts';
import type { DeployedStage } from '../stage/deployed-stage.ts';
import type { NxRun } from '../workspace/run-nx.ts';
import type { WorkspaceCopy } from '../workspace/workspace-copy.ts';

/** What every step works with. */
export interface Proof {
  readonly workspace: WorkspaceCopy;
  readonly stage: DeployedStage;
  readonly door: ApiDoor;
  /** Names of all services, such as `catalog`. */
  readonly services: readonly string[];
  /** Runs nx in the copy for the stage: `nx('run-many', '-t', 'deploy')`. */
  nx(...args: readonly string[]): Promise<NxRun>;
  /** The same for another stage, or in another copy. */
  nxIn(stage: string, root?: string): Proof['nx'];
}
