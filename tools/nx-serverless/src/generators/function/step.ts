import { parameterYaml } from '../resources.ts';
import type { Options, Place, Trigger } from './generator.ts';

/** A command that sagas call, of this service by `!GetAtt`, of others by its parameter. */
export function step({ names, logicalId }: Place, { service }: Options): Trigger {
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
        comment: 'What other services may use of this one.',
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
