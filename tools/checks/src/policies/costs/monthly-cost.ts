import type { ServicePackage } from '../../../../workspace/src/templates/service-package.ts';
import {
  resourceNamedBy,
  resourcesOfType,
  type Resource,
} from '../../../../workspace/src/templates/template.ts';
import { prices } from './prices.ts';
import { traffic } from './traffic.ts';

/** US dollars a month. */
export interface MonthlyCost {
  readonly service: string;
  /** API Gateway, Lambda and Fargate. */
  readonly compute: number;
  /** Reads and writes of tables. */
  readonly tables: number;
  /** Queues, topics, state machines. */
  readonly messages: number;
  /** Logs, traces, alarms, dashboards. */
  readonly watching: number;
}

type Packaged = Pick<ServicePackage, 'name' | 'template'>;
type Functions = readonly (readonly [id: string, call: FunctionCalls])[];

interface FunctionCalls {
  readonly calls: number;
  readonly gigabyteSeconds: number;
  readonly roleActions: readonly string[];
}

/**
 * What a packaged service costs in a month of the traffic in `traffic.ts`, by the list prices in `prices.ts`. What it
 * may do stands for what it does: a function that may write a table writes it once a call.
 */
export function monthlyCost(service: Packaged): MonthlyCost {
  const functions = resourcesOfType(service.template, 'AWS::Lambda::Function').map(
    ([id, fn]) => [id, functionCalls(service, fn)] as const,
  );
  return {
    service: service.name,
    compute: computeCost(service, functions) + taskCost(service),
    tables: tableCost(functions),
    messages: messageCost(service, functions),
    watching: watchingCost(service, functions),
  };
}

/** What the estimate is made of. */
export const costParts = ['compute', 'tables', 'messages', 'watching'] as const;

export const totalOf = ({ compute, tables, messages, watching }: MonthlyCost): number =>
  compute + tables + messages + watching;

function functionCalls({ name, template }: Packaged, { Properties = {} }: Resource): FunctionCalls {
  const key = `${name}/${/^dist\/(.+)\.handler$/.exec(String(Properties['Handler']))?.[1]}`;
  const perPurchase = traffic.callsPerPurchase.find(([named]) => named.test(key))?.[1] ?? 1;
  const milliseconds =
    traffic.millisecondsOf.find(([named]) => named.test(key))?.[1] ?? traffic.millisecondsPerCall;
  const calls = perPurchase * traffic.purchasesPerMonth;
  const gigabytes = Number(Properties['MemorySize'] ?? 128) / 1024;
  return {
    calls,
    gigabyteSeconds: (calls * gigabytes * milliseconds) / 1000,
    roleActions: actionsOf(template.Resources[resourceNamedBy(Properties['Role']) ?? '']),
  };
}

function actionsOf(role: Resource | undefined): string[] {
  const policies = (role?.Properties?.['Policies'] ?? []) as readonly {
    PolicyDocument: { Statement: readonly { Action: string | readonly string[] }[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action }) => Action));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function computeCost({ template }: Packaged, functions: Functions): number {
  const served = new Set(
    resourcesOfType(template, 'AWS::Lambda::Permission')
      .filter(([, { Properties }]) => Properties?.['Principal'] === 'apigateway.amazonaws.com')
      .map(([, { Properties }]) => resourceNamedBy(Properties?.['FunctionName'])),
  );
  return sum(
    functions.map(
      ([id, { calls, gigabyteSeconds }]) =>
        calls * prices.lambdaRequest +
        gigabyteSeconds * prices.lambdaGigabyteSecond +
        (served.has(id) ? calls * prices.restRequest : 0),
    ),
  );
}

/** Of vCPU a task definition counts 1,024 to the whole, of memory megabytes. */
const taskCost = ({ name, template }: Packaged): number =>
  sum(
    resourcesOfType(template, 'AWS::ECS::TaskDefinition').map(([id, { Properties = {} }]) => {
      const [vcpus, gigabytes] = [
        Number(Properties['Cpu'] ?? 0) / 1024,
        Number(Properties['Memory'] ?? 0) / 1024,
      ];
      const hours = traffic.taskHoursPerMonth[`${name}/${id}`] ?? 0;
      return hours * (vcpus * prices.fargateVcpuHour + gigabytes * prices.fargateGigabyteHour);
    }),
  );

const reads = /^dynamodb:(GetItem|Query|BatchGetItem|Scan)$/;
const writes = /^dynamodb:(PutItem|UpdateItem|DeleteItem|BatchWriteItem)$/;

const tableCost = (functions: Functions): number =>
  sum(
    functions.map(
      ([, { calls, roleActions }]) =>
        calls *
        ((roleActions.some((action) => reads.test(action)) ? prices.tableRead : 0) +
          (roleActions.some((action) => writes.test(action)) ? prices.tableWrite : 0)),
    ),
  );

// Sent, received, deleted.
const REQUESTS_PER_MESSAGE = 3;

function messageCost({ name, template }: Packaged, functions: Functions): number {
  const consumers = new Set(
    resourcesOfType(template, 'AWS::Lambda::EventSourceMapping')
      .filter(([, { Properties }]) => Properties?.['StartingPosition'] === undefined)
      .map(([, { Properties }]) => resourceNamedBy(Properties?.['FunctionName'])),
  );
  const transitions = resourcesOfType(template, 'AWS::StepFunctions::StateMachine').map(
    ([id]) => (traffic.transitionsPerPurchase[`${name}/${id}`] ?? 0) * traffic.purchasesPerMonth,
  );
  return (
    sum(transitions) * prices.stateTransition +
    sum(
      functions.map(
        ([id, { calls, roleActions }]) =>
          calls *
          ((consumers.has(id) ? REQUESTS_PER_MESSAGE * prices.queueRequest : 0) +
            (roleActions.includes('sns:Publish') ? prices.topicPublish : 0)),
      ),
    )
  );
}

function watchingCost({ template }: Packaged, functions: Functions): number {
  const calls = sum(functions.map(([, each]) => each.calls));
  const howMany = (type: string) => resourcesOfType(template, type).length;
  return (
    ((calls * traffic.logBytesPerCall) / 1e9) * prices.logGigabyte +
    calls * traffic.tracedShare * prices.trace +
    howMany('AWS::CloudWatch::Alarm') * prices.alarm +
    howMany('AWS::CloudWatch::CompositeAlarm') * prices.compositeAlarm +
    howMany('AWS::CloudWatch::Dashboard') * prices.dashboard
  );
}
