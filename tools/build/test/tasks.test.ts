import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryService, ticketsService, type TemporaryService } from './temporary-service.ts';

const task = `
  import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
  const { accessKeyId } = await new DynamoDBClient({ region: 'us-east-1' }).config.credentials();
  console.log(accessKeyId);`;

describe('a service with a task', () => {
  let service: TemporaryService;
  const images = () => JSON.parse(readFileSync(join(service.folder, 'dist/images.json'), 'utf8')) as object;

  beforeAll(() => {
    service = temporaryService('tickets', {
      ...ticketsService,
      Dockerfile: 'FROM node:24-slim\n',
      'src/tasks/count-tickets.ts': task,
    });
    service.build();
  });
  afterAll(() => service.remove());

  it('has an image whose tag is a hash of its content', () => {
    const first = images();
    expect(first).toEqual({
      'count-tickets': { tag: expect.stringMatching(/^[0-9a-f]{16}$/), entry: 'dist/count-tickets.mjs' },
    });
    service.build();
    expect(images()).toEqual(first);
    service.write({ Dockerfile: 'FROM node:24\n' });
    service.build();
    expect(images()).not.toEqual(first);
  });

  it('reads credentials from the endpoint of ECS', () => {
    const code = `
      import { once } from 'node:events';
      import { createServer } from 'node:http';
      for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
      const credentials = { AccessKeyId: 'from-ecs', SecretAccessKey: 's', Token: 't', Expiration: '2099-01-01T00:00:00Z' };
      const server = createServer((_, response) => response.end(JSON.stringify(credentials))).listen(0, '127.0.0.1');
      await once(server, 'listening');
      process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = 'http://127.0.0.1:' + server.address().port + '/credentials';
      await import(${JSON.stringify(join(service.folder, 'dist/count-tickets.mjs'))});
      server.close();
      server.closeAllConnections();`;
    expect(service.run('--input-type=module', '--eval', code)).toEqual({ status: 0, output: 'from-ecs\n' });
  });

  it('requires a unique name and a Dockerfile', () => {
    service.write({ 'src/tasks/on-sold.ts': task });
    expect(service.run().output).toContain('has the same name as a function');
    rmSync(join(service.folder, 'src/tasks/on-sold.ts'));
    rmSync(join(service.folder, 'Dockerfile'));
    expect(service.run().output).toContain('has no Dockerfile');
  });
});
