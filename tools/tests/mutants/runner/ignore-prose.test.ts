import { expect, it } from '@jest/globals';
import { proseIgnorer } from './ignore-prose.ts';

const reasonFor = (path: object) => proseIgnorer.shouldIgnore(path as never);
const property = (name: string) => ({ type: 'ObjectProperty', key: { type: 'Identifier', name } });
const text = { type: 'StringLiteral' };
const newError = (name: string) => ({
  type: 'NewExpression',
  callee: { type: 'Identifier', name },
  arguments: [text],
});

it('ignores the detail of an error, and the object that has nothing else', () => {
  expect(reasonFor({ node: property('detail') })).toBeDefined();
  expect(reasonFor({ node: { type: 'ObjectExpression', properties: [property('detail')] } })).toBeDefined();
});

it('ignores the message of a programming mistake', () => {
  expect(reasonFor({ node: text, parent: newError('RangeError') })).toBeDefined();
});

it('mutates codes, other properties and objects that have them', () => {
  expect(reasonFor({ node: text, parent: newError('AppError') })).toBeUndefined();
  expect(reasonFor({ node: property('code') })).toBeUndefined();
  const properties = [property('detail'), property('cause')];
  expect(reasonFor({ node: { type: 'ObjectExpression', properties } })).toBeUndefined();
  expect(reasonFor({ node: { type: 'ObjectExpression', properties: [] } })).toBeUndefined();
});
