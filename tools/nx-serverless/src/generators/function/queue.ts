import { requireService } from '../service-folder.ts';
import { queueYaml, subscriptionYaml } from './queue-resources.ts';
import type { Options, FunctionContext, Trigger } from './trigger.ts';

/** A queue with a dead-letter queue, for another service's events or for messages that the service sends to itself. */
export function queue(place: FunctionContext, { service, event, from }: Options): Trigger {
  const { names } = place;
  const { kebab, pascal } = names;
  if ((event === undefined) !== (from === undefined))
    throw new Error('Pass --event and --from together: --event StockChanged --from inventory.');
  if (from === service)
    throw new Error(
      `${service} cannot subscribe to its own events. To react to changes of its table, use --trigger stream.`,
    );
  if (event !== undefined && from !== undefined) expectPublished(place, event, from);
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

function expectPublished({ tree }: FunctionContext, event: string, from: string): void {
  const contracts = tree.read('libs/contracts/src/index.ts', 'utf8') ?? '';
  const events = [...contracts.matchAll(/default as (\w+) \} from '\.\/events\//g)].map(([, name]) => name);
  if (!events.includes(event))
    throw new Error(`There is no event "${event}" in libs/contracts. Use one of: ${events.join(', ')}.`);
  const parameters = tree.read(`${requireService(tree, from)}/infra/parameters.yml`, 'utf8') ?? '';
  if (!parameters.includes(`/${from}/topic-arn`))
    throw new Error(
      `${from} publishes no topic-arn parameter in infra/parameters.yml, so no service can subscribe to it.`,
    );
}
