import type { EdgeKind, GraphEdge } from './graph.ts';
import { deadLetterTargets } from './nodes.ts';
import { type MarkedResource, keysIn } from './resolved-templates.ts';

/** @returns an edge whose id says its kind and both ends */
export const connect = (
  kind: EdgeKind,
  source: string,
  target: string,
  labels: readonly string[] = [],
): GraphEdge => ({ id: `${kind}: ${source} → ${target}`, source, target, kind, labels });

type Properties = Readonly<Record<string, unknown>>;
type EdgesOf = (resource: MarkedResource, resources: readonly MarkedResource[]) => readonly GraphEdge[];

/** By resource type, the connections that its properties declare. */
const edgesByType: Readonly<Record<string, EdgesOf>> = {
  'AWS::Lambda::EventSourceMapping': (mapping) => {
    const targets = keysIn(mapping.properties['FunctionName']);
    // A table's stream and a queue are both named by their resource.
    const kind = mapping.properties['StartingPosition'] === undefined ? 'message' : 'stream';
    return [
      ...cross(kind, keysIn(mapping.properties['EventSourceArn']), targets),
      ...cross('dead-letter', targets, deadLetterTargets(mapping)),
    ];
  },
  'AWS::Lambda::EventInvokeConfig': (config) =>
    cross('dead-letter', keysIn(config.properties['FunctionName']), deadLetterTargets(config)),
  'AWS::Lambda::Function': (fn) => cross('dead-letter', [fn.key], deadLetterTargets(fn)),
  'AWS::SQS::Queue': (queue) => cross('dead-letter', [queue.key], deadLetterTargets(queue)),
  'AWS::SNS::Subscription': (subscription) => {
    const topics = keysIn(subscription.properties['TopicArn']);
    return [
      ...cross(
        'event',
        topics,
        keysIn(subscription.properties['Endpoint']),
        eventTypes(subscription.properties),
      ),
      ...cross('dead-letter', topics, deadLetterTargets(subscription)),
    ];
  },
  'AWS::S3::Bucket': (bucket) =>
    Object.values((bucket.properties['NotificationConfiguration'] ?? {}) as Record<string, unknown>)
      .filter(Array.isArray)
      .flat()
      .flatMap((notification: Properties) =>
        cross('event', [bucket.key], keysIn(notification), [String(notification['Event'])]),
      ),
  'AWS::Scheduler::Schedule': (schedule) =>
    cross(
      'schedule',
      [schedule.key],
      keysIn((schedule.properties['Target'] as Properties | undefined)?.['Arn']),
      [String(schedule.properties['ScheduleExpression'])],
    ),
  'AWS::Events::Rule': (rule) =>
    cross(
      'schedule',
      [rule.key],
      ((rule.properties['Targets'] ?? []) as readonly Properties[]).flatMap(({ Arn }) => keysIn(Arn)),
      [rule.properties['ScheduleExpression']].filter((expression) => typeof expression === 'string'),
    ),
  'AWS::Cognito::UserPool': (pool) =>
    Object.entries((pool.properties['LambdaConfig'] ?? {}) as Properties).flatMap(([trigger, target]) =>
      cross('trigger', [pool.key], keysIn(target), [trigger]),
    ),
  'AWS::StepFunctions::StateMachine': (machine, resources) => stateEdges(machine, resources),
};

/** @returns the edges that resources declare themselves; see roles and routes for the others */
export const declaredEdges = (resources: readonly MarkedResource[]): readonly GraphEdge[] =>
  resources.flatMap((resource) => edgesByType[resource.type]?.(resource, resources) ?? []);

function cross(
  kind: EdgeKind,
  sources: readonly string[],
  targets: readonly string[],
  labels: readonly string[] = [],
): readonly GraphEdge[] {
  return sources.flatMap((source) => targets.map((target) => connect(kind, source, target, labels)));
}

/** The values of a filter policy: this system filters by event type. */
function eventTypes(properties: Properties): readonly string[] {
  const policy = properties['FilterPolicy'];
  return typeof policy === 'object' && policy !== null
    ? Object.values(policy)
        .flat()
        .filter((value) => typeof value === 'string')
    : [];
}

/** Finds what each state of a definition calls: functions, queues and tasks. */
function stateEdges(machine: MarkedResource, resources: readonly MarkedResource[]): readonly GraphEdge[] {
  const { Definition, DefinitionString, DefinitionSubstitutions = {} } = machine.properties;
  const substitutions = DefinitionSubstitutions as Properties;
  const substituted = (text: string) =>
    text.replace(/\$\{(\w+)\}/g, (whole, name: string) => String(substitutions[name] ?? whole));
  const text = substituted(
    typeof DefinitionString === 'string' ? DefinitionString : JSON.stringify(Definition ?? {}),
  );
  const tasks = new Map(
    resources
      .filter(({ type }) => type === 'AWS::ECS::TaskDefinition')
      .map(({ key, properties }) => [properties['Family'], key]),
  );
  const statesByTarget = new Map<string, string[]>();
  for (const [name, state] of statesIn(JSON.parse(text))) {
    const { Iterator: _iterator, ItemProcessor: _itemProcessor, Branches: _branches, ...own } = state;
    const family = (own['Parameters'] as Properties | undefined)?.['TaskDefinition'];
    const task = tasks.get(family);
    for (const target of [
      ...keysIn([own['Resource'], own['Parameters'], own['Arguments']]),
      ...(task ? [task] : []),
    ])
      statesByTarget.set(target, [...(statesByTarget.get(target) ?? []), name]);
  }
  return [...statesByTarget].map(([target, states]) => connect('step', machine.key, target, states));
}

/** All states, those of branches and iterations included. */
function statesIn(definition: unknown): readonly [string, Properties][] {
  if (typeof definition !== 'object' || definition === null) return [];
  return Object.entries(definition).flatMap(([key, value]): [string, Properties][] =>
    key === 'States'
      ? Object.entries(value as Record<string, Properties>).flatMap(
          ([name, state]): [string, Properties][] => [[name, state], ...statesIn(state)],
        )
      : [...statesIn(value)],
  );
}
