import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { parseArguments, parseWholeNumber } from './arguments.ts';
import { CommandError, ExitCode } from './command-error.ts';
import { readableError, runCommand } from './run-command.ts';

const options = {
  force: { type: 'boolean', default: false, description: 'deploy again' },
  keep: { type: 'string', default: '5', placeholder: 'NUMBER', description: 'versions to keep' },
} as const;

describe('parseArguments', () => {
  it('reads a service, a place and options, in both forms that Nx uses', () => {
    expect(
      parseArguments(
        ['services/a', '--stage=dev', '--region', 'eu-west-1', '--force=true', '--keep=2'],
        options,
      ),
    ).toMatchObject({
      service: 'services/a',
      place: { stage: 'dev', region: 'eu-west-1' },
      options: { force: true, keep: '2' },
    });
    expect(parseArguments(['--stage', 'dev', '--force=false'], options).options).toMatchObject({
      force: false,
      keep: '5',
    });
  });

  it('rejects unknown options and invalid values', () => {
    expect(() => parseArguments(['--stage', 'dev', '--fast'], options)).toThrow("Unknown option '--fast'.");
    expect(() => parseArguments(['--stage', 'No'], options).place).toThrow('Invalid stage');
    expect(() => parseWholeNumber('keep', '1.5', 1)).toThrow('Invalid --keep "1.5".');
  });

  it('skips unknown options on request', () => {
    const { service, place } = parseArguments(
      ['a', '--keep=2', '--stage', 'dev'],
      {},
      { ignoreUnknown: true },
    );
    expect({ service, stage: place.stage }).toEqual({ service: 'a', stage: 'dev' });
  });
});

describe('runCommand', () => {
  let printed: string;
  beforeEach(() => {
    printed = '';
    const record = (text: string | Uint8Array) => {
      printed += String(text);
      return true;
    };
    jest.spyOn(process.stdout, 'write').mockImplementation(record);
    jest.spyOn(process.stderr, 'write').mockImplementation(record);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = 0;
  });
  const run = jest.fn<() => void>();
  const command = { synopsis: 'npx nx prune SERVICE', description: 'Deletes old versions.', options, run };

  it('prints the usage for --help', async () => {
    await runCommand(command, ['--help']);
    expect(printed).toMatch(
      /^Usage: npx nx prune SERVICE \[options\]\n\nDeletes old versions\.\n\nOptions:\n/,
    );
    expect(printed).toContain('  --keep NUMBER    versions to keep (default: 5)\n');
    expect(run).not.toHaveBeenCalled();
  });

  it('prints the usage line after a usage error and exits with 64', async () => {
    await runCommand(command, ['--fast']);
    expect(printed).toBe(
      "Unknown option '--fast'.\n" +
        'Usage: npx nx prune SERVICE [--force] [--keep NUMBER] [--stage STAGE] [--region REGION]\n',
    );
    expect(process.exitCode).toBe(64);
  });

  it('exits with the code of the error', async () => {
    run.mockImplementation(() => {
      throw new CommandError('Python is missing.', { exitCode: ExitCode.unavailable });
    });
    await runCommand(command, []);
    expect(printed).toBe('Python is missing.\n');
    expect(process.exitCode).toBe(69);
  });
});

describe('readableError', () => {
  it('returns the message of a command error, advice for the AWS SDK, and the stack of any other error', () => {
    expect(readableError(new CommandError('do this'))).toBe('do this');
    const noCredentials = Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' });
    expect(readableError(noCredentials)).toMatch(/^No AWS credentials found\. .*\(Could not load\)$/);
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(readableError(refused)).toContain('AWS_ENDPOINT_URL');
    expect(readableError(new TypeError('x is not a function'))).toContain('at ');
  });
});
