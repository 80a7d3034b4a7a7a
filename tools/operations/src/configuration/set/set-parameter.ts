import { parseParameter } from '#libs/config';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { parameterPath, type DeclaredParameter } from '../parameters/declared-parameters.ts';
import type { StagedService } from '../show/show-parameters.ts';
import { shownValue } from '../show/format-value.ts';

interface Dependencies {
  /** Asks for confirmation. @returns whether to continue */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly print: (line: string) => void;
}

/** How long functions cache a parameter: libs/config/src/parameter-reader.ts. */
const LIFETIME_SECONDS = 60;

/**
 * Sets a parameter after validation and confirmation. An unchanged value does not create a new version.
 *
 * @throws CommandError for an invalid value
 */
export async function setParameter(
  { service, stage, stored }: StagedService,
  declared: DeclaredParameter,
  value: string,
  { confirm, print }: Dependencies,
): Promise<void> {
  requireFitting(declared, value);
  const path = parameterPath(stage, service, declared.name);
  const before = (await stored.current([path])).get(path);
  const { isSecret = false, description } = declared.declaration.metadata;
  const isSafe = before?.isEncrypted || !isSecret;
  if (before?.value === value && isSafe)
    return print(`${declared.name} already has this value (v${before.version}).`);
  const after = {
    value,
    version: (before?.version ?? 0) + 1,
    isEncrypted: isSecret,
    changedAt: new Date(0),
  };
  print(`${path}\n  from  ${shownValue(declared, before)}\n  to    ${shownValue(declared, after)}`);
  if (!(await confirm(`Set it in ${stage}?`))) throw new CommandError('Nothing was changed.');
  const version = await stored.set(path, value, { isSecret, description });
  print(`Set: v${version}. Functions read it within ${LIFETIME_SECONDS} seconds.`);
}

function requireFitting({ name, declaration, file }: DeclaredParameter, value: string): void {
  try {
    parseParameter(declaration, value, name);
  } catch (cause) {
    const reason = (cause as Error).message.replace(/ Set it with.*$/, '');
    throw new CommandError(`${reason} ${declaration.metadata.description} (${file}).`, { cause });
  }
}
