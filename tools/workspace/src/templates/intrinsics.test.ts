import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { resolveValue } from './intrinsics.ts';
import { stackScope } from './stack-scope.ts';
import type { Template } from './template.ts';

const resolve = (value: unknown, template: Partial<Template> = {}) =>
  resolveValue(
    value,
    stackScope(
      {
        service: 'seats',
        serviceFolder: '/seats',
        stackName: 'seats-local',
        template: { Resources: {}, ...template },
      },
      {
        resource: (logicalId) => `ref-of-${logicalId}`,
        getAtt: (logicalId, attribute) => `${logicalId}.${attribute}`,
        importValue: (name) => `imported ${name}`,
        parameter: (name, version) => `<${name}${version === undefined ? '' : ` v${version}`}>`,
      },
    ),
  );

describe('resolveValue', () => {
  it.each([
    ['Ref to a resource', { Ref: 'Table' }, 'ref-of-Table'],
    ['Ref to a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table.Arn'],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Table.Stream.Arn' }, 'Table.Stream.Arn'],
    [
      'Sub',
      { 'Fn::Sub': '${Table}/${Table.Arn}/${AWS::StackName}/${!Literal}' },
      'ref-of-Table/Table.Arn/seats-local/${Literal}',
    ],
    [
      'Sub with variables',
      { 'Fn::Sub': ['${row}-${Table}', { row: { Ref: 'AWS::AccountId' } }] },
      '000000000000-ref-of-Table',
    ],
    ['Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 1]] }, 'arn:aws:1'],
    ['Select of Split', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [
      'ImportValue',
      { 'Fn::ImportValue': { 'Fn::Sub': '${AWS::StackName}-topic' } },
      'imported seats-local-topic',
    ],
    ['Base64', { 'Fn::Base64': 'seat' }, 'c2VhdA=='],
    ['a parameter', '{{resolve:ssm:/seats/table}}', '</seats/table>'],
    ['a parameter of a version', '{{resolve:ssm-secure:/seats/key:3}}', '</seats/key v3>'],
    ['parameters inside of a text', 'a{{resolve:ssm:/x}}b{{resolve:ssm:/y:1}}', 'a</x>b</y v1>'],
    [
      'a parameter whose name Sub builds',
      { 'Fn::Sub': '{{resolve:ssm:/${AWS::StackName}/x}}' },
      '</seats-local/x>',
    ],
    ['a property called Condition', { Condition: 'seat is free' }, { Condition: 'seat is free' }],
  ])('resolves %s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('chooses by conditions, and leaves out what is NoValue', () => {
    const template = {
      Parameters: { Stage: { Type: 'String', Default: 'local' } },
      Conditions: {
        IsLocal: { 'Fn::Equals': [{ Ref: 'Stage' }, 'local'] },
        IsRemote: { 'Fn::Not': [{ Condition: 'IsLocal' }] },
        Both: { 'Fn::And': [{ Condition: 'IsLocal' }, { Condition: 'IsRemote' }] },
        Either: { 'Fn::Or': [{ Condition: 'IsLocal' }, { Condition: 'IsRemote' }] },
      },
    };
    const when = (condition: string) => ({ 'Fn::If': [condition, 'yes', { Ref: 'AWS::NoValue' }] });
    const value = {
      local: when('IsLocal'),
      remote: when('IsRemote'),
      both: when('Both'),
      list: [when('Either'), when('IsRemote')],
    };
    expect(resolve(value, template)).toEqual({ local: 'yes', list: ['yes'] });
  });

  it('reads mappings', () => {
    const template = { Mappings: { Rows: { 'us-east-1': { First: 'A' } } } };
    expect(resolve({ 'Fn::FindInMap': ['Rows', { Ref: 'AWS::Region' }, 'First'] }, template)).toBe('A');
    expect(() => resolve({ 'Fn::FindInMap': ['Rows', 'mars', 'First'] }, template)).toThrow(
      'no mapping Rows.mars.First',
    );
  });

  it.each([
    ['a function it does not know', { 'Fn::Teleport': 'x' }, 'Fn::Teleport'],
    ['a secret of another service', '{{resolve:secretsmanager:x}}', 'Use ssm or ssm-secure'],
    ['an item that is not there', { 'Fn::Select': [2, ['a']] }, 'no item 2'],
    ['a condition that is not there', { 'Fn::If': ['Unknown', 1, 2] }, 'no condition Unknown'],
  ])('refuses %s', (_, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });

  it('refuses a condition that depends on itself', () => {
    const template = { Conditions: { Round: { 'Fn::Not': [{ Condition: 'Round' }] } } };
    expect(() => resolve({ 'Fn::If': ['Round', 1, 2] }, template)).toThrow('Round depends on itself');
  });

  it('leaves every value without functions as it is', () => {
    const isPlain = (text: string) =>
      !text.startsWith('Fn::') && text !== 'Ref' && !text.includes('{{resolve:');
    const plainText = fc.string().filter(isPlain);
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        plainText,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(plainText, tie('value')),
      ),
    })).value;
    fc.assert(fc.property(value, (any) => expect(JSON.stringify(resolve(any))).toBe(JSON.stringify(any))));
  });

  it('splits what it joined', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]*$/), { minLength: 1 }), (parts) => {
        expect(resolve({ 'Fn::Split': [',', { 'Fn::Join': [',', parts] }] })).toEqual(parts);
      }),
    );
  });
});
