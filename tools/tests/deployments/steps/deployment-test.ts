import type { ApiProxy } from '../emulator/api-proxy.ts';
import type { DeployedStage } from '../stage/deployed-stage.ts';
import type { NxRun } from '../workspace/run-nx.ts';
import type { WorkspaceCopy } from '../workspace/workspace-copy.ts';

/** The context of every step. */
export interface DeploymentTest {
  readonly workspace: WorkspaceCopy;
  readonly stage: DeployedStage;
  readonly apiProxy: ApiProxy;
  /** Names of all services, such as `catalog`. */
  readonly services: readonly string[];
  /** Runs Nx in the copy for the stage: `nx('run-many', '-t', 'deploy')`. */
  nx(...args: readonly string[]): Promise<NxRun>;
  /** Runs Nx for another stage, in another copy or with additional environment variables. */
  nxIn(stage: string, options?: NxOptions): DeploymentTest['nx'];
}

export interface NxOptions {
  readonly root?: string;
  readonly env?: Readonly<Record<string, string>>;
}
