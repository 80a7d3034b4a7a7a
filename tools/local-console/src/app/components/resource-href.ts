/** A link to the page that shows a resource. */
export interface ResourceHref {
  readonly href: string;
  /** What the link opens: `Open table`. */
  readonly label: string;
}

/** Finds the page of the console that shows a resource, by its ARN; undefined if no page does. */
export function resourceHref(arn: string): ResourceHref | undefined {
  const [, , service, , , ...rest] = arn.split(':');
  const path = rest.join(':');
  const names = path.split('/');
  switch (service) {
    case 'dynamodb':
      return link('Open table', '/data/tables', names[1]);
    case 's3':
      return link('Open bucket', '/data/buckets', names[0]);
    case 'ssm':
      return link('Open parameters', '/data/parameters');
    case 'cognito-idp':
      return link('Open users', '/data/users');
    case 'sqs':
      return link('Open queue', '/messages/queues', path);
    case 'sns':
      return link('Open topic', '/messages/topics', rest[0]);
    case 'ses':
      return link('Open emails', '/messages/emails');
    case 'states':
      return rest[0] === 'execution'
        ? link('Open execution', '/workflows', arn)
        : { label: 'Open workflow', href: workflowHref(arn) };
    case 'ecs':
      return link('Open tasks', '/workflows');
    case 'lambda':
      return {
        label: 'Traces of this function',
        href: `/traces?text=${encodeURIComponent(rest[1] ?? path)}`,
      };
    default:
      return undefined;
  }
}

/** The page with the executions of a state machine: it is chosen by its name in the template, without the type. */
export function workflowHref(stateMachineArn: string): string {
  const name = stateMachineArn.split(':').at(-1) ?? '';
  const logicalId = /-([A-Z][A-Za-z0-9]*)-[A-Z0-9]{12}$/.exec(name)?.[1] ?? name;
  return `/workflows?machine=${encodeURIComponent(logicalId.replace(/StateMachine$/, ''))}`;
}

const link = (label: string, page: string, name?: string): ResourceHref => ({
  label,
  href: name === undefined ? page : `${page}/${encodeURIComponent(name)}`,
});
