import { randomUUID } from 'node:crypto';
import type { LocalService } from '../../contract/local-service.ts';
import { ACCOUNT_ID, PARTITION, REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { DeployedResource } from '../../contract/resource.ts';
import { AwsError, unknownOperation } from '../../contract/aws-error.ts';
import { escapeXml } from '../../contract/error-response.ts';
import type { Stack } from '../../../../workspace/src/templates/stack.ts';

interface Dependencies {
  /** The stacks that are currently deployed. */
  readonly stacks: () => readonly Stack[];
  readonly resource: (service: string, logicalId: string) => DeployedResource;
}

type Form = Readonly<Record<string, string>>;

/**
 * CloudFormation's read operations, without times: tools find the queues and functions of a service here as on AWS. Stacks
 * are changed by packaging only, so write operations are not supported.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html
 */
export function createCloudFormationService({ stacks, resource }: Dependencies): LocalService {
  const stackNamed = ({ StackName: name = '' }: Form): Stack => {
    const found = stacks().find(({ stackName }) => stackName === name);
    if (found === undefined) throw new AwsError('ValidationError', `Stack with id ${name} does not exist`);
    return found;
  };

  const operations: Readonly<Record<string, (form: Form) => string>> = {
    DescribeStacks(form) {
      const wanted = form['StackName'] === undefined ? stacks() : [stackNamed(form)];
      return listed('Stacks', wanted.map(described));
    },
    GetTemplate: (form) => element('TemplateBody', JSON.stringify(stackNamed(form).template)),
    ListStackResources(form) {
      const { service, template } = stackNamed(form);
      const summaries = Object.entries(template.Resources).flatMap(([logicalId, { Type }]) => {
        const physicalId = physicalIdOf(service, logicalId);
        return physicalId === undefined ? [] : [summary(logicalId, Type, physicalId)];
      });
      return listed('StackResourceSummaries', summaries);
    },
  };

  /** Returns undefined for a resource whose condition is false. */
  function physicalIdOf(service: string, logicalId: string): string | undefined {
    try {
      return resource(service, logicalId).ref;
    } catch {
      return undefined;
    }
  }

  return {
    name: 'cloudformation',
    signingNames: ['cloudformation'],
    resources: {},
    async handle({ body }) {
      const form: Form = Object.fromEntries(new URLSearchParams(body.toString()));
      const { Action: action = '' } = form;
      const operation = operations[action];
      if (operation === undefined) throw unknownOperation('cloudformation', action);
      const result = `<${action}Result>${operation(form)}</${action}Result>`;
      const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
      return {
        status: 200,
        headers: { 'content-type': 'text/xml' },
        body: `<${action}Response>${result}${metadata}</${action}Response>`,
      };
    },
  };
}

const described = ({ stackName }: Stack): string =>
  element('StackName', stackName) +
  element('StackId', `arn:${PARTITION}:cloudformation:${REGION}:${ACCOUNT_ID}:stack/${stackName}/local`) +
  element('StackStatus', 'CREATE_COMPLETE');

const summary = (logicalId: string, type: string, physicalId: string): string =>
  element('LogicalResourceId', logicalId) +
  element('PhysicalResourceId', physicalId) +
  element('ResourceType', type) +
  element('ResourceStatus', 'CREATE_COMPLETE');

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

const listed = (name: string, members: readonly string[]): string =>
  `<${name}>${members.map((member) => `<member>${member}</member>`).join('')}</${name}>`;
