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
      return link('Open table', `/data/tables/${encodeURIComponent(names[1] ?? '')}`);
    case 's3':
      return link('Open bucket', `/data/buckets/${encodeURIComponent(names[0] ?? '')}`);
    case 'ssm':
      return link('Open parameters', '/data/parameters');
    case 'cognito-idp':
      return link('Open users', '/data/users');
    case 'sqs':
      return link('Open queue', `/messages/queues/${encodeURIComponent(path)}`);
    case 'sns':
      return link('Open topic', `/messages/topics/${encodeURIComponent(rest[0] ?? '')}`);
    case 'ses':
      return link('Open emails', '/messages/emails');
    case 'states':
      return rest[0] === 'execution'
        ? link('Open execution', `/workflows/${encodeURIComponent(rest[1] ?? '')}/${encodeURIComponent(arn)}`)
        : link('Open workflow', `/workflows/${encodeURIComponent(rest[1] ?? '')}`);
    case 'ecs':
      return link('Open tasks', '/workflows');
    case 'lambda':
      return link('Traces of this function', `/traces?text=${encodeURIComponent(rest[1] ?? path)}`);
    default:
      return undefined;
  }
}

const link = (label: string, href: string): ResourceHref => ({ label, href });
