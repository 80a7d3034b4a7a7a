import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { anyResource } from '../../../../../workspace/src/iam/policy.ts';
import { type ToPermissions, permission, text } from './call.ts';

const invocation = /^\/2015-03-31\/functions\/([^/?]+)\/invocations/;
const ofFunction = /^\/\d{4}-\d{2}-\d{2}\/functions\/([^/?]+)/;

export const lambdaCalls: ToPermissions = ({ method, path }) => {
  const invoked = invocation.exec(path)?.[1];
  const qualifier = new URL(path, 'http://lambda').searchParams.get('Qualifier');
  if (invoked !== undefined) {
    const suffix = qualifier === null ? '' : `:${qualifier}`;
    return [permission('lambda:InvokeFunction', `${functionArn(decodeURIComponent(invoked))}${suffix}`)];
  }
  if (method === 'GET' && /^\/2015-03-31\/event-source-mappings\/?(\?|$)/.test(path))
    return [permission('lambda:ListEventSourceMappings', '*')];
  const named = ofFunction.exec(path)?.[1];
  const action = method === 'GET' && named !== undefined ? 'lambda:GetFunction' : `lambda:${method} ${path}`;
  return [permission(action, named === undefined ? '*' : functionArn(decodeURIComponent(named)))];
};

/** A function is called by its name, its ARN, or `ACCOUNT:function:NAME`. */
function functionArn(reference: string): string {
  return reference.startsWith('arn:')
    ? reference
    : arn('lambda', `function:${reference.replace(/^\d+:function:/, '')}`);
}

export const stepFunctionsCalls: ToPermissions = ({ operation, input }) => {
  const resource = text(input['stateMachineArn']) || text(input['executionArn']);
  // A task token does not identify its state machine.
  const isByToken = operation.startsWith('SendTask');
  return [permission(`states:${operation}`, isByToken ? anyResource : resource || '*')];
};

export const ecsCalls: ToPermissions = ({ operation, input }) => {
  const cluster = text(input['cluster']) || 'default';
  const clusterName = cluster.split('/').at(-1) ?? cluster;
  const clusterArn = cluster.startsWith('arn:') ? cluster : arn('ecs', `cluster/${cluster}`);
  const context = { 'ecs:cluster': clusterArn };
  const taskArn = (task: string) =>
    task.startsWith('arn:') ? task : arn('ecs', `task/${clusterName}/${task}`);
  const onCluster = (resourceArn: string) => [{ action: `ecs:${operation}`, resourceArn, context }] as const;
  switch (operation) {
    case 'RunTask': {
      const definition = text(input['taskDefinition']);
      return [
        onCluster(definition.startsWith('arn:') ? definition : arn('ecs', `task-definition/${definition}`)),
      ];
    }
    case 'StopTask':
      return [onCluster(taskArn(text(input['task'])))];
    case 'DescribeTasks':
      return ((input['tasks'] ?? []) as readonly string[]).map((task) => onCluster(taskArn(task)));
    case 'ListTasks':
      return [onCluster(arn('ecs', `container-instance/${clusterName}/*`))];
    default:
      return [onCluster('*')];
  }
};
