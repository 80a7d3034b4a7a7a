import type { Principal } from './principal.ts';

/** One container of a task, as DescribeTasks shows it. */
export interface EcsContainer {
  readonly containerArn: string;
  readonly taskArn: string;
  readonly name: string;
  readonly image?: string;
  readonly lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  readonly exitCode?: number;
  readonly reason?: string;
}

/** A task, as DescribeTasks shows it; times are epoch seconds. */
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

/** Tasks as other parts of the local cloud run them, without the way over the AWS endpoint. */
export interface ContainerTasks {
  /** @throws AwsError ClientException where there is no such task definition */
  definitionArn(taskDefinition: string): string;
  /**
   * Starts tasks; the input is that of RunTask, in camelCase.
   *
   * @throws AwsError as RunTask answers; AccessDenied where the caller may not pass the task's role
   */
  run(input: Readonly<Record<string, unknown>>, principal: Principal): Promise<EcsTask[]>;
  whenStopped(taskArn: string): Promise<EcsTask>;
  stop(taskArn: string, reason?: string): Promise<EcsTask>;
}
