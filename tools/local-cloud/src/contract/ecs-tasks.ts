import type { Principal } from './principal.ts';

/** A container of a task, as DescribeTasks returns it. */
export interface EcsContainer {
  readonly containerArn: string;
  readonly taskArn: string;
  readonly name: string;
  readonly image?: string;
  readonly lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  readonly exitCode?: number;
  readonly reason?: string;
}

/** A task, as DescribeTasks returns it; times are epoch seconds. */
export interface EcsTask {
  readonly taskArn: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  readonly desiredStatus: 'RUNNING' | 'STOPPED';
  readonly launchType: string;
  readonly group: string;
  readonly startedBy?: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly stoppedAt?: number;
  readonly stopCode?: 'EssentialContainerExited' | 'UserInitiated' | 'TaskFailedToStart';
  readonly stoppedReason?: string;
  readonly containers: readonly EcsContainer[];
  readonly overrides: Readonly<Record<string, unknown>>;
}

/** Runs ECS tasks for other services of the local cloud, without the AWS endpoint. */
export interface EcsTasks {
  /** @throws AwsError ClientException when the task definition does not exist */
  getDefinitionArn(taskDefinition: string): string;
  /**
   * Starts tasks with the input of RunTask, in camelCase.
   *
   * @param trace the trace header of the caller
   * @throws AwsError as RunTask does; AccessDenied when the caller is not allowed to pass the role of the task
   */
  run(input: Readonly<Record<string, unknown>>, principal: Principal, trace?: string): Promise<EcsTask[]>;
  waitUntilStopped(taskArn: string): Promise<EcsTask>;
  stop(taskArn: string, reason?: string): Promise<EcsTask>;
}
