import { formatTable } from '../../../../workspace/src/cli/table.ts';
import { parameterPath, type DeclaredParameter } from '../parameters/declared-parameters.ts';
import type { StoredParameters, StoredVersion } from '../parameters/stored-parameters.ts';
import { shownTime, shownValue } from './format-value.ts';

/** A service's parameters in one stage. */
export interface StagedService {
  readonly service: string;
  readonly stage: string;
  readonly declared: readonly DeclaredParameter[];
  readonly stored: StoredParameters;
}

/** @returns lines: each parameter with its value, version, last change and description */
export async function showParameters(staged: StagedService): Promise<string[]> {
  const values = await valuesOf(staged);
  const rows = staged.declared.map((each) => {
    const stored = values.get(each);
    const changed = stored ? [`v${stored.version}`, shownTime(stored.changedAt)] : ['', ''];
    return [each.name, ...changed, shownValue(each, stored)];
  });
  const notes = staged.declared.map(
    ({ name, declaration }) => `${name}: ${declaration.metadata.description}`,
  );
  return [...formatTable([['parameter', 'version', 'changed', 'value'], ...rows]), '', ...notes];
}

/** @returns lines: each parameter with its value in both stages, and whether they are the same */
export async function compareStages(one: StagedService, other: StagedService): Promise<string[]> {
  const [ofOne, ofOther] = await Promise.all([valuesOf(one), valuesOf(other)]);
  const rows = one.declared.map((each) => {
    const [left, right] = [ofOne.get(each), ofOther.get(each)];
    const verdict = left?.value === right?.value ? 'same' : 'differs';
    return [each.name, verdict, shownValue(each, left), shownValue(each, right)];
  });
  return formatTable([['parameter', '', one.stage, other.stage], ...rows]);
}

async function valuesOf({ service, stage, declared, stored }: StagedService) {
  const pathOf = ({ name }: DeclaredParameter) => parameterPath(stage, service, name);
  const values = await stored.current(declared.map(pathOf));
  return new Map<DeclaredParameter, StoredVersion | undefined>(
    declared.map((each) => [each, values.get(pathOf(each))]),
  );
}

/** @returns lines: every version of a parameter, newest first */
export async function showHistory(
  { service, stage, stored }: StagedService,
  declared: DeclaredParameter,
): Promise<string[]> {
  const versions = await stored.history(parameterPath(stage, service, declared.name));
  if (versions.length === 0) return [`${declared.name} was never set in ${stage}.`];
  const rows = versions.map((each) => [
    `v${each.version}`,
    shownTime(each.changedAt),
    each.changedBy ?? '-',
    shownValue(declared, each),
  ]);
  return formatTable([['version', 'changed', 'by', 'value'], ...rows]);
}
