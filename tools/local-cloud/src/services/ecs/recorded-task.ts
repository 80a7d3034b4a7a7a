import type { EcsTask } from '../../contract/ecs-tasks.ts';
import type { Recorder } from '../../contract/recorder.ts';
import { parseTraceHeader } from '../../contract/trace-header.ts';
import type { TaskDefinition } from './task-definition.ts';

export interface RecordedTask {
  /** Lets the SDK name the task in the user agent of its calls, because it sends trace headers only inside Lambda. */
  readonly environment: Readonly<Record<string, string>>;
  end(task: EcsTask): void;
}

/** Starts the span of a task. */
export function startTaskSpan(
  recorder: Recorder,
  { family, arn }: TaskDefinition,
  taskId: string,
  cause: string | undefined,
): RecordedTask {
  const span = recorder.start({
    kind: 'task',
    name: family,
    resource: arn,
    causes: [cause],
    requestId: taskId,
  });
  const { parent } = parseTraceHeader(span.header);
  return {
    environment: parent === undefined ? {} : { AWS_SDK_UA_APP_ID: parent },
    end({ taskArn, containers, stoppedReason = '' }) {
      const failed = containers.find(({ exitCode }) => exitCode !== 0);
      span.end({
        status: failed === undefined ? 'ok' : 'error',
        ...(failed && { error: { type: `Exit code ${failed.exitCode}`, message: stoppedReason } }),
        attributes: {
          taskArn,
          stopReason: stoppedReason,
          exitCode: failed?.exitCode ?? 0,
        },
      });
    },
  };
}
