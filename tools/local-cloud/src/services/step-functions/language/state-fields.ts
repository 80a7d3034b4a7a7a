import type { StateType } from './definition.ts';

const INPUT_OUTPUT = ['InputPath', 'OutputPath'];
const RESULT = [...INPUT_OUTPUT, 'ResultPath', 'ResultSelector', 'Parameters'];
const ERROR_HANDLING = ['Retry', 'Catch'];
const TRANSITION = ['Next', 'End'];

/** The JSONPath fields of each state type: https://states-language.net/#state-types */
const FIELDS: Readonly<Record<StateType, readonly string[]>> = {
  Task: [
    ...RESULT,
    ...ERROR_HANDLING,
    ...TRANSITION,
    'Resource',
    'TimeoutSeconds',
    'TimeoutSecondsPath',
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
  ],
  Pass: [...INPUT_OUTPUT, ...TRANSITION, 'ResultPath', 'Parameters', 'Result'],
  Choice: [...INPUT_OUTPUT, 'Choices', 'Default'],
  Wait: [...INPUT_OUTPUT, ...TRANSITION, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Succeed: INPUT_OUTPUT,
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: [...RESULT, ...ERROR_HANDLING, ...TRANSITION, 'Branches'],
  Map: [
    ...RESULT,
    ...ERROR_HANDLING,
    ...TRANSITION,
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

/** Fields of the language that the local interpreter does not support, each with an alternative. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  Assign: 'variables are not supported locally; pass data on with ResultPath',
  Arguments: 'JSONata is not supported locally; use Parameters',
  Output: 'JSONata is not supported locally; use ResultSelector and OutputPath',
  ItemReader: 'reading items from S3 is not supported locally; use ItemsPath',
  ItemBatcher: 'batching is not supported locally; split the items with States.ArrayPartition',
  ResultWriter: 'writing results to S3 is not supported locally',
  Credentials: 'tasks always use the role of their state machine locally',
};

export const isStateType = (type: unknown): type is StateType =>
  typeof type === 'string' && Object.hasOwn(FIELDS, type);

export const isTerminalType = (type: StateType): boolean => type === 'Succeed' || type === 'Fail';
export const hasTransition = (type: StateType): boolean => FIELDS[type].includes('Next');

/** @returns why the state type does not allow the field, or undefined when it does */
export function fieldViolation(type: StateType, field: string): string | undefined {
  if (EVERY_STATE.includes(field) || FIELDS[type].includes(field)) return undefined;
  return UNSUPPORTED[field] ?? `is not a field of a ${type} state`;
}
