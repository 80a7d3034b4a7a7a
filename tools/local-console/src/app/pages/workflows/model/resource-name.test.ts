import { expect, it } from '@jest/globals';
import { resourceName } from './resource-name.ts';

it.each([
  ['arn:aws:lambda:us-east-1:000000000000:function:tradewind-orders-local-place-order', 'place-order'],
  ['arn:aws:lambda:us-east-1:000000000000:function:tradewind-payments-local-void:3', 'void'],
  ['arn:aws:states:::ecs:runTask.sync', 'ecs:runTask'],
  ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'sqs:sendMessage'],
  ['arn:aws:states:::aws-sdk:dynamodb:getItem', 'dynamodb:getItem'],
  ['other', 'other'],
])('names %s %s', (resource, name) => expect(resourceName(resource)).toBe(name));
