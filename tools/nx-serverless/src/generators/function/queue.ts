import { didYouMean } from '../../../../workspace/src/names/nearest-name.ts';
import { requireService } from '../service-folder.ts';
import { eventPublishers } from './event-publishers.ts';
import { queueYaml, subscriptionYaml } from './queue-resources.ts';
import type { Options, FunctionContext, Trigger } from './trigger.ts';

/** A queue with a dead-letter queue, for another service's events or for messages that the service sends to itself. */
export function queue(place: FunctionContext, { service, event, from: declared }: Options): Trigger {
  const { names } = place;
  const { kebab, pascal } = names;
  if (event === undefined && declared !== undefined)
    throw new Error(`Pass the event that ${declared} publishes: --event StockChanged --from inventory.`);
  const from = event === undefined ? undefined : publisherOf(place, event, declared);
  if (from === service)
    throw new Error(
      `${service} cannot subscribe to its own events. To react to changes of its table, use --trigger stream.`,
    );
  if (from !== undefined) expectTopic(place, from);
  const isOwnWork = event === undefined;
  const subscription = from === undefined ? [] : subscriptionYaml(pascal, { event: event!, from });
  return {
    files: [`handlers/${kebab}.ts`, `controllers/${kebab}.ts`, `controllers/${kebab}.test.ts`].concat(
      isOwnWork ? [`handlers/${kebab}.schema.ts`, `../test/integration/${kebab}.test.ts`] : [],
    ),
    logFields: "{ subject: 'id', revision: 'count' }",
    moreFiles: isOwnWork ? ['files-queue-own'] : [],
    substitutions: { isOwnWork, service, queue: `${pascal}Queue`, event: event ?? `${pascal}Requested` },
    yaml: `${kebab}:
  handler: dist/${kebab}.handler
  events:
    - sqs:
        arn: !GetAtt ${pascal}Queue.Arn
        batchSize: 10
        functionResponseType: ReportBatchItemFailures`,
    resources: [{ file: 'queues.yml', resources: [...queueYaml(pascal), ...subscription] }],
  };
}

/** @returns the service that publishes the event: the declared one, or the only one that there is */
function publisherOf({ tree }: FunctionContext, event: string, declared: string | undefined): string {
  const contracts = tree.read('libs/contracts/src/index.ts', 'utf8') ?? '';
  const events = [...contracts.matchAll(/default as (\w+) \} from '\.\/events\//g)].map(([, name]) => name!);
  if (!events.includes(event))
    throw new Error(
      `There is no event "${event}" in libs/contracts.${didYouMean(event, events)} Use one of: ${events.join(', ')}.`,
    );
  const publishers = eventPublishers(tree, event);
  const [only] = publishers;
  if (declared === undefined) {
    if (publishers.length === 1) return only!;
    throw new Error(
      `${publishers.length === 0 ? 'No service publishes' : `${publishers.join(' and ')} publish`} ${event}. ` +
        'Pass the service with --from.',
    );
  }
  requireService(tree, declared);
  if (only !== undefined && !publishers.includes(declared))
    throw new Error(`${declared} does not publish ${event}; ${only} does. Pass --from ${only}.`);
  return declared;
}

/** A consumer resolves the parameter with the ARN of the publisher's topic. */
function expectTopic({ tree }: FunctionContext, from: string): void {
  const parameters = tree.read(`${requireService(tree, from)}/infra/parameters.yml`, 'utf8') ?? '';
  if (!parameters.includes(`/${from}/topic-arn`))
    throw new Error(
      `${from} publishes no topic-arn parameter in infra/parameters.yml, so no service can subscribe to it.`,
    );
}
