import { ownerOf, parametersIn, withoutStage } from '../graph/references.ts';
import { resourceNamedBy, resourcesOfType, type Template } from '../packages/template.ts';

/** @returns names of the functions that take messages from a queue, as their bundles are called */
export function functionsFedByQueues(template: Template): Set<string> {
  const queues = new Set(resourcesOfType(template, 'AWS::SQS::Queue').map(([id]) => id));
  const fed = resourcesOfType(template, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties = {} }]) => queues.has(resourceNamedBy(Properties['EventSourceArn']) ?? ''))
    .map(([, { Properties = {} }]) => resourceNamedBy(Properties['FunctionName']));
  const functions = resourcesOfType(template, 'AWS::Lambda::Function').filter(([id]) => fed.includes(id));
  return new Set(functions.map(([, { Properties = {} }]) => bundleOf(String(Properties['Handler']))));
}

/** `dist/get-stock.handler` is `get-stock`. */
const bundleOf = (handler: string): string => /([^/.]+)\.\w+$/.exec(handler)?.[1] ?? handler;

/** Events of which types a service takes from the topic of another. */
export interface Subscription {
  readonly owner: string;
  /** Nothing where all are taken. */
  readonly types: readonly string[] | undefined;
}

/** @returns the subscriptions to topics of other services */
export function subscriptionsOf(template: Template, stage: string): Subscription[] {
  return resourcesOfType(template, 'AWS::SNS::Subscription').flatMap(([, { Properties = {} }]) => {
    const [topic = ''] = parametersIn(Properties['TopicArn']);
    const owner = ownerOf(withoutStage(topic, stage));
    const { type } = (Properties['FilterPolicy'] ?? {}) as { type?: readonly string[] };
    return owner ? [{ owner, types: type }] : [];
  });
}
