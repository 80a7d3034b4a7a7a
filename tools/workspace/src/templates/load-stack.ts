import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { STAGE } from '../aws/aws-constants.ts';
import type { Stack } from './stack.ts';
import type { Template } from './template.ts';
import { TemplateError } from './template-error.ts';

/** @returns the path of the packaged CloudFormation template */
export const packagedTemplate = (serviceFolder: string): string =>
  join(serviceFolder, '.serverless', 'cloudformation-template-update-stack.json');

interface ServerlessState {
  service?: { service?: string; provider?: { stackName?: string; stage?: string } };
}

/**
 * Reads a packaged service.
 *
 * @param serviceFolder absolute path, such as `/…/services/catalog`
 * @throws TemplateError with the file that is missing or invalid
 */
export async function loadStack(serviceFolder: string): Promise<Stack> {
  const file = packagedTemplate(serviceFolder);
  const template = await readJson<Template>(
    file,
    'Package the service again: npx nx package ' + basename(serviceFolder),
  );
  if (typeof template?.Resources !== 'object' || template.Resources === null)
    throw new TemplateError(
      `${file} is not a CloudFormation template: it has no "Resources". Package the service again.`,
    );
  const state = await readJson<ServerlessState>(
    join(serviceFolder, '.serverless', 'serverless-state.json'),
  ).catch((): ServerlessState => ({}));
  const service = basename(serviceFolder);
  const { stackName, stage } = state.service?.provider ?? {};
  return {
    service,
    serviceFolder,
    template,
    stackName: stackName ?? `${state.service?.service ?? service}-${stage ?? STAGE}`,
  };
}

async function readJson<T>(file: string, remedy = ''): Promise<T> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new TemplateError(`${file} cannot be read (${error.code}). ${remedy}`, { cause: error });
  });
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new TemplateError(`${file} does not parse: ${(error as Error).message}. ${remedy}`, {
      cause: error,
    });
  }
}
