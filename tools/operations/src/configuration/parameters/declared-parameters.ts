import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Parameter } from '#libs/config';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';

/** A parameter of a service: a file of `src/parameters`. */
export interface DeclaredParameter {
  /** The file's name, and the last part of the parameter's. */
  readonly name: string;
  /** Below the service's folder: `src/parameters/provider.schema.ts`. */
  readonly file: string;
  readonly declaration: Parameter;
}

const SUFFIX = '.schema.ts';

/**
 * @param folder  the service's folder, absolute
 * @returns the parameters that the service declares, by name
 * @throws CommandError for a file that declares no parameter
 */
export async function declaredParameters(folder: string): Promise<DeclaredParameter[]> {
  const parameters = join(folder, 'src/parameters');
  const files = existsSync(parameters) ? readdirSync(parameters).filter((file) => file.endsWith(SUFFIX)) : [];
  const found = await Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(parameters, file)).href)) as { default?: Parameter };
      if (module.default?.metadata === undefined)
        throw new CommandError(
          `${join(parameters, file)} must export by default what parameter() of #libs/config returns.`,
        );
      return {
        name: file.slice(0, -SUFFIX.length),
        file: `src/parameters/${file}`,
        declaration: module.default,
      };
    }),
  );
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** @returns the name in Parameter Store: `/tradewind/dev/payments/provider` */
export const parameterPath = (stage: string, service: string, name: string): string =>
  `/tradewind/${stage}/${service}/${name}`;
