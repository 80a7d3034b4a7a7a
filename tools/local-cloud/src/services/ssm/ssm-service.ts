import type { LocalService } from '../../contract/local-service.ts';
import { unknownOperation } from '../../contract/aws-error.ts';
import { parameterOperations } from './parameter-operations.ts';
import type { NewParameterVersion, ParameterStore } from './parameter-store.ts';

/** Systems Manager Parameter Store: `AWS::SSM::Parameter` and the API. */
export function createSsmService({ store }: { store: ParameterStore }): LocalService {
  const operations = parameterOperations(store);
  return {
    name: 'ssm',
    signingNames: ['ssm'],
    resources: {
      'AWS::SSM::Parameter': {
        honors: ['Name', 'Type', 'Value', 'Description', 'Tier'],
        ignores: {
          AllowedPattern: 'checked by AWS during the deployment',
          DataType: 'only the data type text is supported',
          Tags: 'tags are not used locally',
        },
        async deploy({ properties, logicalId }) {
          const { Name, Type, Value, Description, Tier } = properties as Record<string, string | undefined>;
          const parameter = {
            name: Name ?? logicalId,
            type: Type === 'StringList' ? Type : 'String',
            value: String(Value),
            tier: Tier === 'Advanced' ? Tier : 'Standard',
            description: Description,
          } satisfies NewParameterVersion;
          store.declare(parameter);
          const value = store.get(parameter.name)?.value ?? parameter.value;
          return { ref: parameter.name, attributes: { Type: parameter.type, Value: value } };
        },
      },
    },
    async handle({ operation, body }) {
      const perform =
        operation !== undefined && Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (perform === undefined) throw unknownOperation('Systems Manager', operation);
      const input = body.length > 0 ? JSON.parse(body.toString()) : {};
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(perform(input)),
      };
    },
  };
}
