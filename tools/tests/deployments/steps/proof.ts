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
  /** The same for another stage, in another copy, or with more in the environment. */
  nxIn(stage: string, options?: NxOptions): Proof['nx'];
}

export interface NxOptions {
  readonly root?: string;
  readonly env?: Readonly<Record<string, string>>;
}
