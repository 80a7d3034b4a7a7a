import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { NamedExamples } from './example.ts';

/** The texts of a service's API that belong to no single route: `api.yml` in the folder of the service. */
export interface ApiDescription {
  readonly title: string;
  /** What the API is for, in Markdown. */
  readonly description: string;
  /** The description of each tag, in the order of the documentation. */
  readonly tags: Readonly<Record<string, string>>;
  /** The description of each parameter that is neither an id nor common to many routes. */
  readonly parameters: Readonly<Record<string, string>>;
  /** When each problem code of the service occurs, and what to do. */
  readonly problems: Readonly<Record<string, string>>;
  /** Examples by the title of their schema. */
  readonly examples: NamedExamples;
}

/**
 * Reads the `api.yml` of a service.
 *
 * @param folder  the folder of a service with http events
 * @throws CommandError if the file or one of its parts is missing
 */
export function readApiDescription(folder: string): ApiDescription {
  const file = join(folder, 'api.yml');
  const name = relative(process.cwd(), file);
  if (!existsSync(file))
    throw new CommandError(`${name} is missing. Describe the title, tags and problems of the API there.`);
  const {
    title,
    description,
    tags,
    parameters = {},
    problems = {},
    examples = {},
  } = parse(readFileSync(file, 'utf8'), { merge: true }) as Partial<ApiDescription>;
  if (!title || !description || !tags)
    throw new CommandError(`${name} needs a title, a description and tags. Add what is missing.`);
  return { title, description: description.trim(), tags, parameters, problems, examples };
}
