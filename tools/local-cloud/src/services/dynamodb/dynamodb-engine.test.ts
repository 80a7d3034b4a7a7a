import { describe, expect, it } from '@jest/globals';
import { findDynamoDbEngine } from './dynamodb-engine.ts';

const machine = (
  files: readonly string[],
  environment: Record<string, string> = {},
  packages: Record<string, string> = {},
) => ({
  platform: 'linux',
  arch: 'x64',
  environment,
  packageFolder: (name: string) => packages[name],
  fileExists: (file: string) => files.includes(file),
});

describe('findDynamoDbEngine', () => {
  it('prefers the dynoxide package, then the platform package, then a binary on the PATH', () => {
    const packages = { dynoxide: '/modules/dynoxide', '@dynoxide/linux-x64': '/modules/platform' };
    const find = (...files: string[]) =>
      findDynamoDbEngine(machine(files, { PATH: '/bin' }, packages))?.command;
    expect(find('/modules/dynoxide/dynoxide', '/modules/platform/dynoxide', '/bin/dynoxide')).toBe(
      '/modules/dynoxide/dynoxide',
    );
    expect(find('/modules/platform/dynoxide', '/bin/dynoxide')).toBe('/modules/platform/dynoxide');
    expect(find('/bin/dynoxide')).toBe('/bin/dynoxide');
  });

  it('falls back to DynamoDB Local when Java and its JAR are available', () => {
    const environment = { PATH: '/bin', DYNAMODB_LOCAL_JAR: '/opt/dynamodb/DynamoDBLocal.jar' };
    const engine = findDynamoDbEngine(machine(['/bin/java', '/opt/dynamodb/DynamoDBLocal.jar'], environment));
    expect(engine?.name).toBe('DynamoDB Local');
    expect(engine?.arguments({ port: 8000, folder: '/state' })).toContain('/opt/dynamodb/DynamoDBLocal.jar');
  });

  it('finds nothing where nothing is installed', () => {
    expect(findDynamoDbEngine(machine([]))).toBeUndefined();
  });
});
