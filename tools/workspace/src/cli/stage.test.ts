import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refuseLocal, parseRegion, parseStage } from './stage.ts';

const anonymous = { env: {}, gitUserName: () => '' };

describe('parseStage', () => {
  it('returns the named stage', () => {
    expect(parseStage('pr-7', anonymous)).toBe('pr-7');
  });

  it("defaults to the developer's name", () => {
    expect(parseStage(undefined, { env: { TRADEWIND_STAGE: 'kim' }, gitUserName: () => 'Ada' })).toBe('kim');
    expect(parseStage(undefined, { env: { USER: 'x' }, gitUserName: () => 'Zoë O’Neil' })).toBe('zoe-o-neil');
    expect(parseStage(undefined, { env: { USER: 'kim' }, gitUserName: () => '' })).toBe('kim');
  });

  it('derives a valid stage from any name, or asks for one', () => {
    const stageOrAdvice = (name: string) => {
      try {
        return parseStage(undefined, { env: {}, gitUserName: () => name });
      } catch (error) {
        return (error as Error).message;
      }
    };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) =>
        expect(stageOrAdvice(name)).toMatch(/^[a-z]([a-z0-9-]{0,14}[a-z0-9])?$|Pass --stage NAME/),
      ),
    );
  });

  it.each(['Prod', 'a b', '', '7', 'a-stage-that-is-too-long', 'x;rm', 'dev-'])('rejects %j', (stage) => {
    expect(() => parseStage(stage, anonymous)).toThrow('Invalid stage');
  });
});

describe('refuseLocal', () => {
  it('rejects the stage local, except with an emulator', () => {
    expect(() => refuseLocal('local', {})).toThrow('is not deployed to AWS');
    expect(() => refuseLocal('local', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' })).not.toThrow();
    expect(() => refuseLocal('locale', {})).not.toThrow();
  });
});

describe('parseRegion', () => {
  it('returns the named region, AWS_REGION, or the default of provider.yml', () => {
    expect(parseRegion('eu-west-1', {})).toBe('eu-west-1');
    expect(parseRegion(undefined, { AWS_REGION: 'us-gov-west-1' })).toBe('us-gov-west-1');
    expect(parseRegion(undefined, {})).toBe('us-east-1');
    expect(() => parseRegion('mars', {})).toThrow('Invalid AWS region');
  });
});
