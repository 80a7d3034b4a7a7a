import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { readServicePackage } from '../../../workspace/src/services/service-package.ts';

/** A function as it ships. */
export interface PackagedFunction {
  /** `inventory/get-stock` */
  readonly name: string;
  readonly functionName: string;
  /** The unzipped module, without its extension. */
  readonly modulePath: string;
  readonly exportName: string;
  readonly bytes: number;
  /** As in the template, with the names of tables and parameters in place of their references. */
  readonly environment: Readonly<Record<string, string>>;
}

interface FunctionProperties {
  readonly FunctionName: string;
  readonly Handler: string;
  readonly Code: { readonly S3Key: string };
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
}

/**
 * Unzips all functions of a packaged service.
 *
 * @param serviceFolder  the folder of the service, absolute
 * @param target         the functions are unzipped to folders in it
 * @throws CommandError when the service is not packaged
 */
export function unpackFunctions(serviceFolder: string, target: string): PackagedFunction[] {
  const { name: service, template, artifacts } = readServicePackage(serviceFolder);
  const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  return functions.flatMap(({ Properties }) => {
    const { FunctionName, Handler, Code, Environment } = Properties as unknown as FunctionProperties;
    const archive = artifacts.find((file) => basename(file) === basename(Code.S3Key));
    if (archive === undefined) return [];
    const name = basename(archive, '.zip');
    const folder = join(target, service, name);
    const [path = '', exportName = ''] = Handler.split('.');
    const files = unzipSync(readFileSync(archive));
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    const variables = Object.entries(Environment?.Variables ?? {});
    return {
      name: `${service}/${name}`,
      functionName: FunctionName,
      modulePath: join(folder, path),
      exportName,
      bytes: Object.entries(files).find(([file]) => /\.[cm]?js$/.test(file))?.[1].length ?? 0,
      environment: Object.fromEntries(variables.map(([key, value]) => [key, resolve(key, value)])),
    };
  });
}

/** The values only have to have the right form: no other system is called than the mock. */
function resolve(key: string, value: unknown): string {
  const isText = typeof value !== 'object' || value === null;
  const reference = isText ? String(value) : JSON.stringify(Object.values(value)[0]);
  if (isText && !reference.startsWith('{{resolve:')) return reference;
  if (key.endsWith('_ARN')) return arn(reference);
  if (key.endsWith('_URL')) return `https://service.us-east-1.amazonaws.com/${toName(reference)}`;
  return isText ? reference : toName(reference);
}

const toName = (reference: string): string => reference.replaceAll(/\W/g, '');

const arn = (reference: string): string => `arn:aws:service:us-east-1:000000000000:${toName(reference)}`;
