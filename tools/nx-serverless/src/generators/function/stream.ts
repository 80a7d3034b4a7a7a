import { parse } from 'yaml';
import { addStream } from '../resource-files.ts';
import { streamFunctionYaml } from '../stream-function.ts';
import type { Options, FunctionContext, Trigger } from './trigger.ts';

type Tables = Record<string, { Type: string; Properties?: { StreamSpecification?: object } }>;

/** A function that a table's stream invokes for every write, in order. */
export function stream({ tree, folder, names }: FunctionContext, { table: wanted }: Options): Trigger {
  const { kebab, pascal } = names;
  const tables = tablesIn(tree.read(`${folder}/infra/tables.yml`, 'utf8') ?? '');
  const table = wanted ?? Object.keys(tables)[0];
  if (table === undefined)
    throw new Error(`${folder}/infra/tables.yml has no table. Add one with the generator "repository".`);
  if (!tables[table])
    throw new Error(
      `${folder}/infra/tables.yml has no table "${table}". It has: ${Object.keys(tables).join(', ')}.`,
    );
  const failures = `${pascal}FailuresQueue`;
  return {
    files: [`handlers/${kebab}.ts`, `controllers/${kebab}.ts`, `controllers/${kebab}.test.ts`],
    logFields: "{ what: 'code' }",
    substitutions: {},
    prepare: () => {
      if (!tables[table]?.Properties?.StreamSpecification) addStream(tree, folder, table);
    },
    yaml: streamFunctionYaml({ name: kebab, table, failures }),
    resources: [
      {
        file: 'queues.yml',
        resources: [
          {
            logicalId: failures,
            yaml: `# On-failure destination: changes that failed after all retries. Each is a pointer into the stream, kept for a week.
${failures}:
  Type: AWS::SQS::Queue
  Properties: { MessageRetentionPeriod: 604800, SqsManagedSseEnabled: true }`,
          },
        ],
      },
    ],
  };
}

function tablesIn(text: string): Tables {
  const { Resources = {} } = (parse(text, { logLevel: 'silent' }) ?? {}) as { Resources?: Tables };
  return Object.fromEntries(
    Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::DynamoDB::Table'),
  );
}
