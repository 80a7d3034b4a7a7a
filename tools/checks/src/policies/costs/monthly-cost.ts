import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import {
  resourceNamedBy,
  resourcesOfType,
  type Resource,
} from '../../../../workspace/src/templates/template.ts';
import { prices } from './prices.ts';
import { traffic } from './traffic.ts';

/** USD per month. */
export interface MonthlyCost {
  readonly service: string;
  /** API Gateway, Lambda and Fargate. */
  readonly compute: number;
  /** Reads and writes of tables. */
  readonly tables: number;
  /** Queues, topics, state machines. */
  readonly messages: number;
  /** Logs, traces, alarms, dashboards. */
  readonly monitoring: number;
  /** Web ACLs, their rules and the requests that they inspect. */
  readonly firewall: number;
  /** KMS keys and their use. */
  readonly keys: number;
}

type Packaged = Pick<ServicePackage, 'name' | 'template'>;
type Functions = readonly (readonly [id: string, call: FunctionCalls])[];

interface FunctionCalls {
  readonly calls: number;
  readonly gigabyteSeconds: number;
  readonly roleActions: readonly string[];
}

/**
 * Estimates the monthly cost of a packaged service for the traffic in `traffic.ts` at the list prices in `prices.ts`.
 * Permissions are taken as usage: a function that can write a table writes it once per invocation.
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
    monitoring: monitoringCost(service, functions),
    firewall: firewallCost(service, functions),
    keys: keyCost(service, functions),
  };
}

/** The parts of the estimate. */
export const costParts = ['compute', 'tables', 'messages', 'monitoring', 'firewall', 'keys'] as const;

export const totalCost = (cost: MonthlyCost): number => sum(costParts.map((part) => cost[part]));

function functionCalls({ name, template }: Packaged, { Properties = {} }: Resource): FunctionCalls {
  const key = `${name}/${/^dist\/(.+)\.handler$/.exec(String(Properties['Handler']))?.[1]}`;
  const perOrder = traffic.callsPerOrder.find(([named]) => named.test(key))?.[1] ?? 1;
  const milliseconds =
    traffic.millisecondsByFunction.find(([named]) => named.test(key))?.[1] ?? traffic.millisecondsPerCall;
  const calls = perOrder * traffic.ordersPerMonth;
  const gigabytes = Number(Properties['MemorySize'] ?? 128) / 1024;
  return {
    calls,
    gigabyteSeconds: (calls * gigabytes * milliseconds) / 1000,
    roleActions: toActions(template.Resources[resourceNamedBy(Properties['Role']) ?? '']),
  };
}

function toActions(role: Resource | undefined): string[] {
  const policies = (role?.Properties?.['Policies'] ?? []) as readonly {
    PolicyDocument: { Statement: readonly { Action: string | readonly string[] }[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action }) => Action));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const computeCost = (service: Packaged, functions: Functions): number =>
  sum(
    functions.map(
      ([, { calls, gigabyteSeconds }]) =>
        calls * prices.lambdaRequest + gigabyteSeconds * prices.lambdaGigabyteSecond,
    ),
  ) +
  apiCalls(service, functions) * prices.restRequest;

function apiCalls({ template }: Packaged, functions: Functions): number {
  const apiFunctions = new Set(
    resourcesOfType(template, 'AWS::Lambda::Permission')
      .filter(([, { Properties }]) => Properties?.['Principal'] === 'apigateway.amazonaws.com')
      .map(([, { Properties }]) => resourceNamedBy(Properties?.['FunctionName'])),
  );
  return sum(functions.filter(([id]) => apiFunctions.has(id)).map(([, { calls }]) => calls));
}

/** A task definition specifies CPU in units of 1/1,024 vCPU and memory in MB. */
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

// Send, receive, delete.
const REQUESTS_PER_MESSAGE = 3;

function messageCost({ name, template }: Packaged, functions: Functions): number {
  const consumers = new Set(
    resourcesOfType(template, 'AWS::Lambda::EventSourceMapping')
      .filter(([, { Properties }]) => Properties?.['StartingPosition'] === undefined)
      .map(([, { Properties }]) => resourceNamedBy(Properties?.['FunctionName'])),
  );
  const transitions = resourcesOfType(template, 'AWS::StepFunctions::StateMachine').map(
    ([id]) => (traffic.transitionsPerOrder[`${name}/${id}`] ?? 0) * traffic.ordersPerMonth,
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

function monitoringCost({ template }: Packaged, functions: Functions): number {
  const calls = sum(functions.map(([, each]) => each.calls));
  const countOf = (type: string) => resourcesOfType(template, type).length;
  return (
    ((calls * traffic.logBytesPerCall) / 1e9) * prices.logGigabyte +
    calls * traffic.tracedShare * prices.trace +
    countOf('AWS::CloudWatch::Alarm') * prices.alarm +
    countOf('AWS::CloudWatch::CompositeAlarm') * prices.compositeAlarm +
    countOf('AWS::CloudWatch::Dashboard') * prices.dashboard
  );
}

function firewallCost(service: Packaged, functions: Functions): number {
  const webAcls = resourcesOfType(service.template, 'AWS::WAFv2::WebACL');
  const isProtected = resourcesOfType(service.template, 'AWS::WAFv2::WebACLAssociation').length > 0;
  return (
    sum(
      webAcls.map(
        ([, { Properties = {} }]) =>
          prices.webAcl + ((Properties['Rules'] ?? []) as readonly unknown[]).length * prices.webAclRule,
      ),
    ) + (isProtected ? apiCalls(service, functions) * prices.inspectedRequest : 0)
  );
}

const keyUses = /^kms:(Encrypt|Decrypt)$/;

const keyCost = ({ template }: Packaged, functions: Functions): number =>
  resourcesOfType(template, 'AWS::KMS::Key').length * prices.key +
  sum(
    functions.map(([, { calls, roleActions }]) =>
      roleActions.some((action) => keyUses.test(action)) ? calls * prices.keyRequest : 0,
    ),
  );
