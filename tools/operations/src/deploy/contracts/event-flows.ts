import { ownerOf, parametersIn, publishedBy, withoutStage } from '../order/references.ts';
import {
  resourceNamedBy,
  resourcesOfType,
  usesOf,
  type Template,
} from '../../../../workspace/src/templates/template.ts';

/** What a function takes its messages from. */
export interface Feed {
  /** The service whose queue it is; nothing where the queue is the service's own. */
  readonly owner: string | undefined;
  /** Whether the queue is published, so that services which come later may feed it. */
  readonly isOpen: boolean;
}

/** @returns the queues behind functions, by the functions' bundles */
export function feedsOf(template: Template, stage: string): Map<string, Feed> {
  const queues = new Set(resourcesOfType(template, 'AWS::SQS::Queue').map(([id]) => id));
  const open = new Set(openQueues(template, stage).map(({ queue }) => queue));
  const bundles = new Map(
    resourcesOfType(template, 'AWS::Lambda::Function').map(([id, { Properties = {} }]) => [
      id,
      bundleOf(String(Properties['Handler'])),
    ]),
  );
  return new Map(
    resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { Properties = {} }]) => {
      const source = Properties['EventSourceArn'];
      const bundle = bundles.get(resourceNamedBy(Properties['FunctionName']) ?? '');
      const queue = resourceNamedBy(source) ?? '';
      const owner = queueOwner(source, stage);
      const isFed = queues.has(queue) || owner !== undefined;
      return bundle && isFed ? [[bundle, { owner, isOpen: open.has(queue) }] as const] : [];
    }),
  );
}

/** `dist/get-stock.handler` is `get-stock`. */
const bundleOf = (handler: string): string => /([^/.]+)\.\w+$/.exec(handler)?.[1] ?? handler;

const queueParameter = /\/([\w-]+)-queue-arn$/;

function queueOwner(value: unknown, stage: string): string | undefined {
  const parameter = parametersIn(value).find((name) => queueParameter.test(name));
  return parameter === undefined ? undefined : ownerOf(withoutStage(parameter, stage));
}

/** A queue that a parameter publishes: `/…/orders/cancel-shipments-queue-arn` is called `cancel-shipments`. */
interface OpenQueue {
  readonly name: string;
  /** Its logical id. */
  readonly queue: string;
}

/** @returns the service's own queues that other services may use */
export function openQueues(template: Template, stage: string): OpenQueue[] {
  return [...publishedBy(template, stage)].flatMap(([parameter, logicalId]) => {
    const [, name] = queueParameter.exec(parameter) ?? [];
    const queue = resourceNamedBy(template.Resources[logicalId]?.Properties?.['Value']);
    return name && queue ? [{ name, queue }] : [];
  });
}

/** Events of which types a service takes from the topic of another. */
export interface Subscription {
  readonly owner: string;
  /** Nothing where all are taken. */
  readonly types: readonly string[] | undefined;
}

/** @returns the subscriptions to topics of other services */
export const subscriptionsOf = (template: Template, stage: string): Subscription[] =>
  resourcesOfType(template, 'AWS::SNS::Subscription').flatMap(([, { Properties = {} }]) => {
    const [topic = ''] = parametersIn(Properties['TopicArn']);
    const owner = ownerOf(withoutStage(topic, stage));
    return owner ? [{ owner, types: typesOf(Properties) }] : [];
  });

/** @returns the other way round: the service's own topic, subscribed to an open queue of another service */
export const deliveriesOf = (template: Template, stage: string): Subscription[] =>
  resourcesOfType(template, 'AWS::SNS::Subscription').flatMap(([, { Properties = {} }]) => {
    const isOwnTopic = usesOf('Ref', { topic: Properties['TopicArn'] }).length > 0;
    const owner = queueOwner(Properties['Endpoint'], stage);
    return isOwnTopic && owner ? [{ owner, types: typesOf(Properties) }] : [];
  });

const typesOf = (properties: Readonly<Record<string, unknown>>): readonly string[] | undefined =>
  ((properties['FilterPolicy'] ?? {}) as { type?: readonly string[] }).type;
