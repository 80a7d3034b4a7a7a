import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refuseLocal, regionOf, stageOf } from './stage.ts';

const nobody = { env: {}, gitUserName: () => '' };

describe('the stage', () => {
  it('is the one named', () => {
    expect(stageOf('pr-7', nobody)).toBe('pr-7');
  });

  it("is the developer's own by default", () => {
    expect(stageOf(undefined, { env: { TRADEWIND_STAGE: 'kim' }, gitUserName: () => 'Ada' })).toBe('kim');
    expect(stageOf(undefined, { env: { USER: 'x' }, gitUserName: () => 'Zoë O’Neil' })).toBe('zoe-o-neil');
    expect(stageOf(undefined, { env: { USER: 'kim' }, gitUserName: () => '' })).toBe('kim');
  });

  it('makes a valid stage of any name, or asks for one', () => {
    const stageOrAdvice = (name: string) => {
      try {
        return stageOf(undefined, { env: {}, gitUserName: () => name });
      } catch (error) {
        return (error as Error).message;
      }
    };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) =>
        expect(stageOrAdvice(name)).toMatch(/^[a-z]([a-z0-9-]{0,14}[a-z0-9])?$|pass --stage NAME/),
      ),
    );
  });

  it.each(['Prod', 'a b', '', '7', 'a-stage-that-is-too-long', 'x;rm', 'dev-'])('refuses %j', (stage) => {
    expect(() => stageOf(stage, nobody)).toThrow('cannot be a stage');
  });
});

describe('the stage of npm start', () => {
  it('is not deployed to AWS, and may be to an emulator', () => {
    expect(() => refuseLocal('local', {})).toThrow('what "npm start" runs on this machine');
    expect(() => refuseLocal('local', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' })).not.toThrow();
    expect(() => refuseLocal('locale', {})).not.toThrow();
  });
});

describe('the region', () => {
  it('is named, or in the environment, or the one that provider.yml falls back to', () => {
    expect(regionOf('eu-west-1', {})).toBe('eu-west-1');
    expect(regionOf(undefined, { AWS_REGION: 'us-gov-west-1' })).toBe('us-gov-west-1');
    expect(regionOf(undefined, {})).toBe('us-east-1');
    expect(() => regionOf('mars', {})).toThrow('no AWS region');
  });
});
