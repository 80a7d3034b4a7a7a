import { parseParameter } from '#libs/config';
import { resourcesOfType, type Template } from '../../../../workspace/src/templates/template.ts';
import type { ReadParameter } from '../packaged/parameter-access.ts';
import { parameterPath, type DeclaredParameter } from './declared-parameters.ts';

interface Service {
  readonly name: string;
  readonly stage: string;
  readonly template: Template;
}

/**
 * Compares the parameters that a service declares with those that its functions read and its template publishes.
 *
 * @param read  by any of its functions
 * @returns one message per violation, with the files of both sides
 */
export function parameterViolations(
  { name: service, stage, template }: Service,
  declared: readonly DeclaredParameter[],
  read: readonly ReadParameter[],
): string[] {
  const folder = `services/${service}`;
  const pathOf = ({ name }: DeclaredParameter) => parameterPath(stage, service, name);
  const byPath = new Map(declared.map((each) => [pathOf(each), each]));
  const readPaths = new Set(read.map(({ parameter }) => parameter));
  return [
    ...new Set([
      ...read.flatMap((each) => readViolations(each, byPath.get(each.parameter), folder)),
      ...declared
        .filter((each) => !readPaths.has(pathOf(each)))
        .map(
          ({ name, file }) =>
            `${folder}/${file}: no function reads ${name}. Delete it, or pass it to a function.`,
        ),
      ...publishedParameters(template).flatMap((each) =>
        publishedViolations(each, byPath.get(each.path), { folder, read }),
      ),
    ]),
  ];
}

function readViolations(
  { parameter, kind, source }: ReadParameter,
  declared: DeclaredParameter | undefined,
  folder: string,
): string[] {
  if (!declared)
    return [
      `${source}: reads ${parameter}, and no file of ${folder}/src/parameters declares it: write ${parameter.split('/').at(-1)}.schema.ts.`,
    ];
  const isSecret = declared.declaration.metadata.isSecret ?? false;
  if (isSecret === (kind === 'secretParameter')) return [];
  return [
    `${source}: takes ${parameter} for a ${kind}, and ${folder}/${declared.file} says that it is ${isSecret ? 'a secret' : 'none'}.`,
  ];
}

interface PublishedParameter {
  readonly logicalId: string;
  readonly path: string;
  readonly value: unknown;
}

const publishedParameters = (template: Template): PublishedParameter[] =>
  resourcesOfType(template, 'AWS::SSM::Parameter').map(([logicalId, { Properties = {} }]) => ({
    logicalId,
    path: String(Properties['Name']),
    value: Properties['Value'],
  }));

function publishedViolations(
  { logicalId, path, value }: PublishedParameter,
  declared: DeclaredParameter | undefined,
  { folder, read }: { folder: string; read: readonly ReadParameter[] },
): string[] {
  const reader = read.find(({ parameter, kind }) => parameter === path && kind === 'secretParameter');
  const secretBy = declared?.declaration.metadata.isSecret ? `${folder}/${declared.file}` : reader?.source;
  if (secretBy)
    return [
      `${folder}: ${logicalId} publishes ${path} for all to read, and ${secretBy} says that it is a secret. CloudFormation writes no SecureString: set it with "npm run -s config".`,
    ];
  if (!declared || typeof value !== 'string' || value.includes('{{resolve:')) return [];
  try {
    parseParameter(declared.declaration, value, path);
    return [];
  } catch (error) {
    return [`${folder}: ${logicalId}, declared by ${declared.file}: ${(error as Error).message}`];
  }
}
