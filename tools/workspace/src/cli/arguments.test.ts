import { describe, expect, it } from '@jest/globals';
import { readArguments, wholeNumber } from './arguments.ts';
import { readableError } from './run-command.ts';
import { CommandError } from './command-error.ts';

describe('a command line', () => {
  const options = {
    force: { type: 'boolean', default: false },
    keep: { type: 'string', default: '5' },
  } as const;

  it('names a service, a place and options, in both ways that Nx writes them', () => {
    expect(
      readArguments(
        ['services/a', '--stage=dev', '--region', 'eu-west-1', '--force=true', '--keep=2'],
        options,
      ),
    ).toMatchObject({
      service: 'services/a',
      place: { stage: 'dev', region: 'eu-west-1' },
      options: { force: true, keep: '2' },
    });
    expect(readArguments(['--stage', 'dev', '--force=false'], options).options).toMatchObject({
      force: false,
      keep: '5',
    });
  });

  it('is refused with the options there are', () => {
    expect(() => readArguments(['--stage', 'dev', '--fast'], options)).toThrow(
      "Unknown option '--fast'. Options: --force, --keep, --stage, --region.",
    );
    expect(() => readArguments(['--stage', 'No'], options)).toThrow('cannot be a stage');
    expect(() => wholeNumber('keep', '1.5', 1)).toThrow('--keep 1.5');
  });
});

describe('an error', () => {
  it('is printed in plain words where the reader can mend it, and whole where it is a fault of ours', () => {
    expect(readableError(new CommandError('do this'))).toBe('do this');
    const noCredentials = Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' });
    expect(readableError(noCredentials)).toMatch(/^No AWS credentials found: .*\(Could not load\)$/);
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(readableError(refused)).toContain('AWS_ENDPOINT_URL');
    expect(readableError(new TypeError('x is not a function'))).toContain('at ');
  });
});
