import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeClustersCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import type { EcsTask } from '../../src/contract/ecs-tasks.ts';
import { createEcsService } from '../../src/services/ecs/ecs-service.ts';
import type { EcsService } from '../../src/services/ecs/ecs-service.ts';
import { serve } from './serve-service.ts';
import type { ServedService } from './serve-service.ts';
import { createNamedError, toOutput, startStepFunctions } from './start-step-functions.ts';

let folder: string;
let containers: EcsService;
let served: ServedService;
let lines: string[];
let targets: object[];
let denied: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'containers-'));
  lines = [];
  targets = [];
  denied = [];
  containers = createEcsService({
    access: {
      register: ({ name }) => ({ accessKeyId: `key-of-${name}`, secretAccessKey: 'secret' }),
      check(_principal, action, resourceArn) {
        if (denied.includes(action))
          throw createNamedError('AccessDeniedException', `${action} on ${resourceArn}`);
      },
    },
    endpointUrl: () => 'http://127.0.0.1:4566',
    onContainerLine(container, line, target) {
      lines.push(`${container}: ${line}`);
      targets.push(target);
    },
  });
  served = await serve(containers);
});
afterEach(async () => {
  await served.stop();
  await containers.stop!();
  rmSync(folder, { recursive: true, force: true });
});

const deploy = async (type: string, properties: Record<string, unknown>) =>
  containers.resources[type]!.deploy({
    service: 'reporting',
    serviceFolder: folder,
    stackName: 'reporting-local',
    logicalId: 'Thing',
    type,
    properties,
  });

/** Deploys a task definition with one container that runs the code. */
async function deployTask(code: string, container: Record<string, unknown> = {}): Promise<string> {
  writeFileSync(join(folder, 'entry.mjs'), code);
  const { ref } = await deploy('AWS::ECS::TaskDefinition', {
    Family: 'export',
    TaskRoleArn: 'arn:aws:iam::000000000000:role/export',
    ContainerDefinitions: [
      {
        Name: 'main',
        Image: 'export:1',
        DockerLabels: { 'tradewind.local-entry': 'entry.mjs' },
        ...container,
      },
    ],
  });
  return ref;
}

async function call(operation: string, input: unknown): Promise<never> {
  const response = await fetch(served.endpointUrl, {
    method: 'POST',
    headers: { 'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}` },
    body: JSON.stringify(input),
  });
  return (await response.json()) as never;
}
async function runTask(input: Record<string, unknown>): Promise<EcsTask> {
  const { tasks } = (await call('RunTask', input)) as { tasks: EcsTask[] };
  return tasks[0] as EcsTask;
}

describe('a task', () => {
  it('runs the module with environment variables, credentials of its role and overrides', async () => {
    const taskDefinition = await deployTask(
      'const { TARGET, FORMAT, AWS_ACCESS_KEY_ID } = process.env; console.log([TARGET, FORMAT, AWS_ACCESS_KEY_ID, ...process.argv.slice(2)].join(" "));',
      {
        Environment: [
          { Name: 'TARGET', Value: 'bucket' },
          { Name: 'FORMAT', Value: 'csv' },
        ],
        Command: ['daily'],
      },
    );
    const overrides = {
      containerOverrides: [{ name: 'main', environment: [{ name: 'FORMAT', value: 'json' }] }],
    };
    const { taskArn } = await runTask({ taskDefinition, overrides, startedBy: 'test' });
    expect(await containers.tasks.waitUntilStopped(taskArn)).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'EssentialContainerExited',
      startedBy: 'test',
      containers: [{ name: 'main', exitCode: 0 }],
    });
    expect(lines).toEqual(['export/main: bucket json key-of-export daily']);
  });

  it('is stopped with SIGTERM, and with SIGKILL after the stop timeout', async () => {
    await deployTask(
      'process.on("SIGTERM", () => console.log("SIGTERM")); setInterval(() => {}, 1000); console.log("up");',
      {
        StopTimeout: 3,
      },
    );
    const { taskArn } = await runTask({ taskDefinition: 'export:1' });
    await waitUntil(async () => lines[0]);
    expect(await containers.isIdle!()).toBe(false);
    expect(await call('ListTasks', {})).toEqual({ taskArns: [taskArn] });
    await call('StopTask', { task: taskArn.split('/').at(-1), reason: 'test' });
    const stopped = await containers.tasks.waitUntilStopped(taskArn);
    expect(stopped).toMatchObject({
      stopCode: 'UserInitiated',
      stoppedReason: 'test',
      containers: [{ exitCode: 137 }],
    });
    expect(lines).toEqual(['export/main: up', 'export/main: SIGTERM']);
    expect(await containers.isIdle!()).toBe(true);
    expect(await call('DescribeTasks', { tasks: [taskArn, 'gone'] })).toMatchObject({
      tasks: [{ taskArn, lastStatus: 'STOPPED' }],
      failures: [{ arn: 'gone', reason: 'MISSING' }],
    });
  });

  it('is rejected when the cluster, the task definition or iam:PassRole is missing', async () => {
    const taskDefinition = await deployTask('');
    expect(await call('RunTask', { taskDefinition: 'none' })).toMatchObject({ __type: 'ClientException' });
    expect(await call('RunTask', { taskDefinition, cluster: 'none' })).toMatchObject({
      __type: 'ClusterNotFoundException',
    });
    denied = ['iam:PassRole'];
    expect(await call('RunTask', { taskDefinition })).toMatchObject({ __type: 'AccessDeniedException' });
  });

  it('writes to its own stream of the log group', async () => {
    await deployTask('console.log("up");', {
      LogConfiguration: { Options: { 'awslogs-group': '/ecs/jobs', 'awslogs-stream-prefix': 'reporting' } },
    });
    const { taskArn } = await runTask({ taskDefinition: 'export' });
    await containers.tasks.waitUntilStopped(taskArn);
    const taskId = taskArn.split('/').at(-1);
    expect(targets).toEqual([{ logGroup: '/ecs/jobs', stream: `reporting/main/${taskId}`, taskId }]);
  });

  it('is found through its cluster and task definition with the AWS SDK', async () => {
    await deployTask('', { Command: ['daily'], Environment: [{ Name: 'FORMAT', Value: 'csv' }] });
    await deploy('AWS::ECS::Cluster', { ClusterName: 'jobs' });
    const { taskArn } = await runTask({ taskDefinition: 'export', cluster: 'jobs' });
    await containers.tasks.waitUntilStopped(taskArn);
    const client = new ECSClient({
      region: 'us-east-1',
      endpoint: served.endpointUrl,
      credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
    });
    try {
      const { clusterArns } = await client.send(new ListClustersCommand({}));
      expect(clusterArns?.map((clusterArn) => clusterArn.split('/').at(-1))).toEqual(['default', 'jobs']);
      expect(await client.send(new DescribeClustersCommand({ clusters: ['jobs', 'none'] }))).toMatchObject({
        clusters: [{ clusterName: 'jobs', runningTasksCount: 0 }],
        failures: [{ reason: 'MISSING' }],
      });
      const { taskDefinitionArns = [] } = await client.send(new ListTaskDefinitionsCommand({}));
      const { taskDefinition } = await client.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: taskDefinitionArns[0] }),
      );
      expect(taskDefinition).toMatchObject({
        family: 'export',
        containerDefinitions: [
          { name: 'main', command: ['daily'], environment: [{ name: 'FORMAT', value: 'csv' }] },
        ],
      });
      const { taskArns } = await client.send(
        new ListTasksCommand({ cluster: 'jobs', desiredStatus: 'STOPPED' }),
      );
      expect(taskArns).toEqual([taskArn]);
      const { tasks } = await client.send(new DescribeTasksCommand({ cluster: 'jobs', tasks: taskArns }));
      expect(tasks).toMatchObject([{ lastStatus: 'STOPPED', startedAt: expect.any(Date) }]);
    } finally {
      client.destroy();
    }
  });

  it('requires a label that names its module', async () => {
    await expect(deployTask('', { DockerLabels: {} })).rejects.toThrow(
      'tradewind.local-entry: dist/NAME.mjs',
    );
  });
});

it('ends with its parent process, even after SIGKILL', async () => {
  const entry = join(folder, 'entry.mjs');
  writeFileSync(entry, 'setInterval(() => {}, 1000); console.log(process.pid);');
  const containerModule = join(import.meta.dirname, '../../src/services/ecs/container-process.ts');
  const parent = join(folder, 'parent.mjs');
  writeFileSync(
    parent,
    `import { startContainer } from ${JSON.stringify(containerModule)};
     startContainer({ entryPath: ${JSON.stringify(entry)}, command: [], environment: {}, stopTimeoutSeconds: 1, onLine: (line) => console.log(line) });`,
  );
  const child = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  await waitUntil(async () => !isAlive(pid) || undefined);
});

/** A killed process remains a zombie until it is reaped, which Linux shows in its status. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/status`;
    return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}

describe('ecs:runTask.sync', () => {
  const workflow = {
    StartAt: 'Export',
    States: {
      Export: {
        Type: 'Task',
        Resource: 'arn:aws:states:::ecs:runTask.sync',
        Parameters: {
          TaskDefinition: 'export',
          Overrides: {
            ContainerOverrides: [{ Name: 'main', Environment: [{ Name: 'CODE', 'Value.$': '$.code' }] }],
          },
        },
        Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Failed' }],
        End: true,
      },
      Failed: {
        Type: 'Pass',
        Parameters: { 'task.$': 'States.StringToJson($.Cause)' },
        OutputPath: '$.task',
        End: true,
      },
    },
  };

  it.each([0, 3])('waits until the task has stopped with exit code %i', async (code) => {
    await deployTask('process.exitCode = Number(process.env.CODE);');
    const stepFunctions = await startStepFunctions({ containers: containers.tasks });
    try {
      const execution = await stepFunctions.run(await stepFunctions.deploy({ Definition: workflow }), {
        code: String(code),
      });
      expect(toOutput(execution)).toMatchObject({ LastStatus: 'STOPPED', Containers: [{ ExitCode: code }] });
    } finally {
      await stepFunctions.stop();
    }
  });
});
