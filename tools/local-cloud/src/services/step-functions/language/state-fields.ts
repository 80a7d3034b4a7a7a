import type { StateType } from './definition.ts';

const DATA = ['InputPath', 'OutputPath'];
const RESULT = [...DATA, 'ResultPath', 'ResultSelector', 'Parameters'];
const FAILING = ['Retry', 'Catch'];
const ONWARD = ['Next', 'End'];

/** The fields of each type of state in the JSONPath flavour of the language: https://states-language.net/#state-types */
const FIELDS: Readonly<Record<StateType, readonly string[]>> = {
  Task: [
    ...RESULT,
    ...FAILING,
    ...ONWARD,
    'Resource',
    'TimeoutSeconds',
    'TimeoutSecondsPath',
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
  ],
  Pass: [...DATA, ...ONWARD, 'ResultPath', 'Parameters', 'Result'],
  Choice: [...DATA, 'Choices', 'Default'],
  Wait: [...DATA, ...ONWARD, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Succeed: DATA,
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: [...RESULT, ...FAILING, ...ONWARD, 'Branches'],
  Map: [
    ...RESULT,
    ...FAILING,
    ...ONWARD,
    'ItemProcessor',
    'Iterator',
    'ItemsPath',
    'ItemSelector',
    'MaxConcurrency',
    'MaxConcurrencyPath',
    'ToleratedFailureCount',
    'ToleratedFailurePercentage',
  ],
};
const EVERY_STATE = ['Type', 'Comment', 'QueryLanguage'];

/** What the language has but the local interpreter has not, each with what to do instead. */
const NOT_LOCAL: Readonly<Record<string, string>> = {
  Assign: 'variables are not run locally: hand data on by ResultPath',
  Arguments: 'JSONata is not run locally: use Parameters',
  Output: 'JSONata is not run locally: use ResultSelector and OutputPath',
  ItemReader: 'a Map is not fed from S3 locally: use ItemsPath',
  ItemBatcher: 'items are not batched locally: split them with States.ArrayPartition',
  ResultWriter: 'a Map does not write to S3 locally',
  Credentials: 'a task runs with the role of its state machine locally',
};

export const isStateType = (type: unknown): type is StateType =>
  typeof type === 'string' && Object.hasOwn(FIELDS, type);

export const mayBeLast = (type: StateType): boolean => type === 'Succeed' || type === 'Fail';
export const goesOn = (type: StateType): boolean => FIELDS[type].includes('Next');

/** @returns why the state may not have a field of that name, or undefined where it may */
export function fieldFault(type: StateType, field: string): string | undefined {
  if (EVERY_STATE.includes(field) || FIELDS[type].includes(field)) return undefined;
  return NOT_LOCAL[field] ?? `a ${type} state has no such field`;
}
