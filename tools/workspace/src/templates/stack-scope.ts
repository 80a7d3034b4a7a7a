import { ACCOUNT_ID, PARTITION, REGION } from '../aws/aws-constants.ts';
import { resolveCondition } from './intrinsics.ts';
import { type Scope, noValue } from './scope.ts';
import type { Stack } from './stack.ts';
import { TemplateError } from './template-error.ts';

/** Look-ups outside the template: deployed resources, other stacks and Parameter Store. */
export type Surroundings = Pick<Scope, 'getAtt' | 'importValue' | 'parameter' | 'isTracing'> & {
  /** `!Ref` of a resource the template declares. */
  resource(logicalId: string): unknown;
};

/** @returns the scope that resolves the values of one stack */
export function stackScope(stack: Stack, surroundings: Surroundings): Scope {
  const { Parameters = {}, Mappings = {}, Conditions = {} } = stack.template;
  const conditionsInProgress = new Set<string>();

  const templateParameter = (name: string): unknown => {
    const { Type, Default } = Parameters[name] ?? { Type: '' };
    if (Default === undefined)
      throw new TemplateError(`${stack.service}: the template parameter ${name} has no default value`);
    return Type.startsWith('AWS::SSM::Parameter::Value')
      ? surroundings.parameter(String(Default), undefined)
      : Default;
  };

  return {
    ...surroundings,
    ref(name) {
      const pseudo = pseudoParameter(name, stack.stackName);
      if (pseudo !== undefined) return pseudo;
      return Object.hasOwn(Parameters, name) ? templateParameter(name) : surroundings.resource(name);
    },
    findInMap(mapName, topLevelKey, secondLevelKey) {
      const found = Mappings[mapName]?.[topLevelKey]?.[secondLevelKey];
      if (found !== undefined || surroundings.isTracing) return found ?? '';
      throw new TemplateError(`${stack.service}: no mapping ${mapName}.${topLevelKey}.${secondLevelKey}`);
    },
    condition(name) {
      if (!Object.hasOwn(Conditions, name)) throw new TemplateError(`${stack.service}: no condition ${name}`);
      if (conditionsInProgress.has(name))
        throw new TemplateError(`${stack.service}: the condition ${name} depends on itself`);
      conditionsInProgress.add(name);
      try {
        return resolveCondition(Conditions[name], this);
      } finally {
        conditionsInProgress.delete(name);
      }
    },
  };
}

function pseudoParameter(name: string, stackName: string): unknown {
  switch (name) {
    case 'AWS::Partition':
      return PARTITION;
    case 'AWS::Region':
      return REGION;
    case 'AWS::AccountId':
      return ACCOUNT_ID;
    case 'AWS::StackName':
      return stackName;
    case 'AWS::StackId':
      return `arn:${PARTITION}:cloudformation:${REGION}:${ACCOUNT_ID}:stack/${stackName}/local`;
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::NoValue':
      return noValue;
    default:
      return undefined;
  }
}
