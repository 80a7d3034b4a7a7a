import { describe, expect, it } from '@jest/globals';
import { artifactFolder } from './artifact-folder.ts';
import type { OslsService } from './osls.ts';

const serviceWith = (artifactDirectoryName?: string): OslsService => ({
  service: 'tradewind-catalog',
  functions: {},
  package: { ...(artifactDirectoryName && { artifactDirectoryName }) },
  provider: {
    memorySize: 512,
    timeout: 10,
    logRetentionInDays: 30,
    compiledCloudFormationTemplate: {
      Resources: {
        F: { Type: 'AWS::Lambda::Function', Properties: { S3Key: `${artifactDirectoryName}/f.zip` } },
      },
    },
  },
});
const noon = new Date('2030-01-01T12:00:00.000Z');

describe('artifactFolder', () => {
  it('leaves the date out of a package, and adds it to a deployment and its artifacts', () => {
    const service = serviceWith('serverless/tradewind-catalog/dev/undated');
    const folder = artifactFolder(service, 'dev');
    folder.leaveUndated();
    expect(service.package.artifactDirectoryName).toBe('serverless/tradewind-catalog/dev/undated');
    folder.date(noon);
    const dated = `serverless/tradewind-catalog/dev/${noon.getTime()}-2030-01-01T12:00:00.000Z`;
    expect(service.package.artifactDirectoryName).toBe(dated);
    const { F } = service.provider.compiledCloudFormationTemplate.Resources;
    expect(F!.Properties['S3Key']).toBe(`${dated}/f.zip`);
  });

  it('keeps the date of a package that osls created while deploying', () => {
    const service = serviceWith('serverless/tradewind-catalog/dev/1-2029-12-31T00:00:00.000Z');
    artifactFolder(service, 'dev').date(noon);
    expect(service.package.artifactDirectoryName).toBe(
      'serverless/tradewind-catalog/dev/1-2029-12-31T00:00:00.000Z',
    );
  });
});
