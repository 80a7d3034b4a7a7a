import { parameterYaml } from '../resources.ts';
import type { Options, FunctionContext, Trigger } from './trigger.ts';

/** A command that sagas invoke: a saga of this service by `!GetAtt`, one of another service by the parameter. */
export function step({ names, logicalId }: FunctionContext, { service }: Options): Trigger {
  const { kebab, pascal } = names;
  const parameter = `${pascal}ArnParameter`;
  return {
    files: [`handlers/${kebab}.ts`, `handlers/${kebab}.schema.ts`].concat(
      `controllers/${kebab}.ts`,
      `controllers/${kebab}.test.ts`,
    ),
    logFields: "{ id: 'id' }",
    substitutions: {},
    yaml: `${kebab}:
  handler: dist/${kebab}.handler`,
    resources: [
      {
        file: 'parameters.yml',
        comment: 'Parameters that other services read.',
        resources: [
          {
            logicalId: parameter,
            yaml: parameterYaml(parameter, {
              service,
              name: `${kebab}-arn`,
              value: `!GetAtt ${logicalId}.Arn`,
            }),
          },
        ],
      },
    ],
  };
}
