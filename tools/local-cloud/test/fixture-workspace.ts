import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';

interface FixtureService {
  /** Resources of its template. */
  readonly Resources: object;
  readonly Outputs?: object;
  /** Further files by their path in the service's folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Creates a workspace of packaged services in a temporary folder. @returns the folder */
export function fixtureWorkspace(services: Readonly<Record<string, FixtureService>>): string {
  const workspace = temporaryFolder('local-cloud-');
  for (const [service, { files = {}, ...template }] of Object.entries(services)) {
    const all = {
      'serverless.yml': `service: ${service}\n`,
      '.serverless/cloudformation-template-update-stack.json': JSON.stringify(template),
      ...files,
    };
    for (const [path, content] of Object.entries(all)) {
      const file = join(workspace, 'services', service, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
  return workspace;
}

/** A function role with these policy statements. */
export const functionRole = (...statements: object[]): object => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  },
});
