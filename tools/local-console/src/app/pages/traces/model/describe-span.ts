import type { Span } from '../../../../../../local-cloud/src/contract/activity.ts';

/** How a row names a span. */
export interface SpanTitle {
  readonly title: string;
  /** What it worked on or where it came from. */
  readonly detail?: string;
}

/** Names a span in as few words as possible: the row also shows its kind and its service. */
export function describeSpan({ kind, name, service, resource, attributes }: Span): SpanTitle {
  const target = resource === undefined ? undefined : resourceName(resource);
  switch (kind) {
    case 'call': {
      const action = name.split(':').at(-1) ?? name;
      return withDetail(action, target);
    }
    case 'invocation':
      return withDetail(shortFunctionName(name, service), textOf(attributes['trigger']));
    case 'delivery':
      return withDetail(shortFunctionName(name, service), textOf(attributes['source']));
    case 'execution':
      return withDetail(stateMachineName(resource) ?? shortResourceName(name), executionName(attributes));
    case 'state':
      return withDetail(name, textOf(attributes['type']));
    case 'message':
      return { title: shortResourceName(name) };
    case 'request':
    case 'task':
      return { title: shortFunctionName(name, service) };
  }
}

const withDetail = (title: string, detail: string | undefined): SpanTitle =>
  detail === undefined || detail === '' || detail === title ? { title } : { title, detail };

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `tradewind-orders-local-place-order` → `place-order`: system and stage are the same everywhere. */
export function shortFunctionName(name: string, service?: string): string {
  const marker = service === undefined ? undefined : name.indexOf(`-${service}-`);
  if (service === undefined || marker === undefined || marker === -1) return name;
  const rest = name.slice(marker + service.length + 2);
  return rest.replace(/^[^-]+-/, '') || name;
}

/** The state machine of an execution, `…:execution:NAME:EXECUTION`, or of its own ARN. */
function stateMachineName(arn: string | undefined): string | undefined {
  const name = /:(?:execution|stateMachine):([^:]+)/.exec(arn ?? '')?.[1];
  return name === undefined ? undefined : shortResourceName(name);
}

const executionName = ({ executionArn }: Span['attributes']): string | undefined =>
  typeof executionArn === 'string' ? executionArn.split(':').at(-1) : undefined;

/** @returns the last part of an ARN, without what CloudFormation adds to names */
export function resourceName(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  const path = rest.join(':');
  const parts = path.split('/');
  if (service === 'dynamodb') return shortResourceName(parts[1] ?? path) + indexOf(parts);
  if (service === 'lambda') return shortResourceName(rest[1] ?? path);
  if (service === 's3') return path;
  // The id of a key says nothing to a reader.
  if (service === 'kms') return '';
  return shortResourceName(path.split(/[:/]/).at(-1) ?? path);
}

const indexOf = (parts: readonly string[]): string => (parts[2] === 'index' ? ` (${parts[3] ?? ''})` : '');

/**
 * `tradewind-orders-local-OrdersTable-1A2B3C4D5E6F` → `OrdersTable`; osls writes `Dash` for a hyphen in the logical ids
 * that it derives from names of functions.
 */
export const shortResourceName = (name: string): string =>
  /^.+-([A-Z][A-Za-z0-9]+)-[A-Z0-9]{12}$/
    .exec(name.replace(/\.fifo$/, ''))?.[1]
    ?.replaceAll(/Dash(?=[a-z])/g, '-') ?? name;
